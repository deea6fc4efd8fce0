package io.sensorium.model.sample;

import io.sensorium.model.file.ModelFileException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One array as NumPy saves it (NEP 1, format versions 1 to 3): little endian, in C order, of floats
 * or whole numbers.
 */
final class NpyFile {
  private static final long MAX_BYTES = 512L << 20;
  private static final int MAX_HEADER = 64 << 10;
  private static final long EXACT = 1 << 24;
  private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*False");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9, ]*)\\)");

  private final float[] values;
  private final List<Long> shape;

  private NpyFile(float[] values, List<Long> shape) {
    this.values = values;
    this.shape = List.copyOf(shape);
  }

  static NpyFile read(Path file) {
    try {
      long size = Files.size(file);
      if (size > MAX_BYTES) {
        throw wrong(file, "at most " + MAX_BYTES + " bytes", size + " bytes");
      }
      return parse(file, ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN));
    } catch (BufferUnderflowException cut) {
      throw wrong(file, "a whole file", "one that is cut off");
    } catch (IOException unreadable) {
      throw wrong(file, "a file that can be read", unreadable.toString());
    }
  }

  /** Row-major. */
  float[] values() {
    return values;
  }

  /** Empty for a scalar. */
  List<Long> shape() {
    return shape;
  }

  private static NpyFile parse(Path file, ByteBuffer bytes) {
    byte[] magic = new byte[6];
    bytes.get(magic);
    if (!new String(magic, StandardCharsets.ISO_8859_1).equals("\u0093NUMPY")) {
      throw wrong(file, "an array as numpy.save writes it", "another kind of file");
    }
    int version = bytes.get();
    bytes.get();
    int length = version == 1 ? bytes.getShort() & 0xffff : bytes.getInt();
    if (version < 1 || version > 3 || length < 0 || length > MAX_HEADER) {
      throw wrong(file, "format version 1 to 3", "version " + version);
    }
    byte[] text = new byte[length];
    bytes.get(text);
    String header = new String(text, StandardCharsets.UTF_8);
    if (!ORDER.matcher(header).find()) {
      throw wrong(file, "an array in C order", "one in Fortran order");
    }
    List<Long> shape = shape(file, header);
    String type = match(file, TYPE, header, "descr");
    return new NpyFile(values(file, type, bytes, shape), shape);
  }

  private static List<Long> shape(Path file, String header) {
    List<Long> shape = new ArrayList<>();
    for (String dim : match(file, SHAPE, header, "shape").split(",", -1)) {
      if (!dim.isBlank()) {
        try {
          shape.add(Long.parseLong(dim.strip()));
        } catch (NumberFormatException tooLong) {
          throw wrong(file, "a shape", dim);
        }
      }
    }
    return shape;
  }

  private static float[] values(Path file, String type, ByteBuffer bytes, List<Long> shape) {
    int width =
        switch (type) {
          case "<f4", "<i4" -> 4;
          case "<i8", "<f8" -> 8;
          case "|u1", "|i1", "|b1" -> 1;
          default -> throw wrong(file, "values of type f4, f8, i8, i4, i1, u1 or b1", type);
        };
    double wanted = shape.stream().mapToDouble(Long::doubleValue).reduce(width, (a, b) -> a * b);
    if (wanted != bytes.remaining()) {
      throw wrong(
          file, "%.0f bytes for shape %s".formatted(wanted, shape), bytes.remaining() + " bytes");
    }
    float[] values = new float[bytes.remaining() / width];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (type) {
            case "<f4" -> bytes.getFloat();
            case "<f8" -> (float) bytes.getDouble();
            case "<i8" -> exact(file, bytes.getLong());
            case "<i4" -> exact(file, bytes.getInt());
            case "|i1" -> bytes.get();
            default -> bytes.get() & 0xff;
          };
    }
    return values;
  }

  private static float exact(Path file, long value) {
    if (value > EXACT || value < -EXACT) {
      throw wrong(file, "whole numbers of at most 2^24", Long.toString(value));
    }
    return value;
  }

  private static String match(Path file, Pattern pattern, String header, String key) {
    Matcher matcher = pattern.matcher(header);
    if (!matcher.find()) {
      throw wrong(file, "a header with '" + key + "'", header.strip());
    }
    return matcher.group(1);
  }

  private static ModelFileException wrong(Path file, String expected, String found) {
    return new ModelFileException(
        file, expected, found, "Save the array with numpy.save, little endian");
  }
}
