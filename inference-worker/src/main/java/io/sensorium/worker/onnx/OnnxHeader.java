package io.sensorium.worker.onnx;

import io.sensorium.worker.tensor.ModelException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an ONNX file says of itself, read from its protobuf fields without loading the model, so
 * that also a model that the runtime refuses can be looked into. Field numbers are those of {@code
 * onnx.proto3}.
 *
 * @param irVersion version of the file format
 * @param opsets operator set versions by domain; {@code ai.onnx} for the default one
 * @param operators how often each operator occurs, subgraphs included, with its domain in front
 *     where it is not the default one
 */
public record OnnxHeader(long irVersion, Map<String, Long> opsets, Map<String, Integer> operators) {
  private static final int MAX_DEPTH = 16;

  public OnnxHeader {
    opsets = new TreeMap<>(opsets);
    operators = new TreeMap<>(operators);
  }

  /**
   * Reads a file.
   *
   * @throws ModelException if it is no ONNX file
   */
  public static OnnxHeader read(Path file) {
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
      OnnxHeader header = new Scan().model(bytes);
      if (header.irVersion() > 0 && !header.operators().isEmpty()) {
        return header;
      }
      throw notOnnx(file, null);
    } catch (BufferUnderflowException | IllegalArgumentException broken) {
      throw notOnnx(file, broken);
    } catch (IOException unreadable) {
      throw new ModelException(
          file.toString(),
          "an ONNX file",
          "nothing that can be read",
          "Check the path",
          unreadable);
    }
  }

  private static ModelException notOnnx(Path file, @Nullable RuntimeException cause) {
    String expected = "a whole ONNX file";
    String found = "bytes that are none";
    String fix = "Copy it again and compare its sha256: it may be cut off or a placeholder";
    return cause == null
        ? new ModelException(file.toString(), expected, found, fix)
        : new ModelException(file.toString(), expected, found, fix, cause);
  }

  /** One pass over the fields of a message and those inside it. */
  private static final class Scan {
    private final Map<String, Long> opsets = new TreeMap<>();
    private final Map<String, Integer> operators = new TreeMap<>();
    private long irVersion;

    OnnxHeader model(ByteBuffer message) {
      while (message.hasRemaining()) {
        long tag = varint(message);
        if (tag == tag(1, 0)) {
          irVersion = varint(message);
        } else if (tag == tag(7, 2)) {
          graph(bytes(message), 0);
        } else if (tag == tag(8, 2)) {
          opset(bytes(message));
        } else {
          skip(message, tag);
        }
      }
      return new OnnxHeader(irVersion, opsets, operators);
    }

    private void opset(ByteBuffer message) {
      String domain = "";
      long version = 0;
      while (message.hasRemaining()) {
        long tag = varint(message);
        if (tag == tag(1, 2)) {
          domain = text(message);
        } else if (tag == tag(2, 0)) {
          version = varint(message);
        } else {
          skip(message, tag);
        }
      }
      opsets.put(domain.isEmpty() ? "ai.onnx" : domain, version);
    }

    private void graph(ByteBuffer message, int depth) {
      while (message.hasRemaining()) {
        long tag = varint(message);
        if (tag == tag(1, 2)) {
          node(bytes(message), depth);
        } else {
          skip(message, tag);
        }
      }
    }

    private void node(ByteBuffer message, int depth) {
      String operator = "";
      String domain = "";
      while (message.hasRemaining()) {
        long tag = varint(message);
        if (tag == tag(4, 2)) {
          operator = text(message);
        } else if (tag == tag(7, 2)) {
          domain = text(message);
        } else if (tag == tag(5, 2)) {
          attribute(bytes(message), depth + 1);
        } else {
          skip(message, tag);
        }
      }
      boolean standard = domain.isEmpty() || domain.equals("ai.onnx");
      operators.merge(standard ? operator : domain + ":" + operator, 1, Integer::sum);
    }

    private void attribute(ByteBuffer message, int depth) {
      if (depth > MAX_DEPTH) {
        throw new IllegalArgumentException("subgraphs nested deeper than " + MAX_DEPTH);
      }
      while (message.hasRemaining()) {
        long tag = varint(message);
        if (tag == tag(6, 2) || tag == tag(11, 2)) {
          graph(bytes(message), depth);
        } else {
          skip(message, tag);
        }
      }
    }

    private static long tag(int field, int wireType) {
      return (long) field << 3 | wireType;
    }

    private static long varint(ByteBuffer message) {
      long value = 0;
      for (int shift = 0; shift < 64; shift += 7) {
        byte next = message.get();
        value |= (next & 0x7FL) << shift;
        if (next >= 0) {
          return value;
        }
      }
      throw new IllegalArgumentException("a number longer than 64 bits");
    }

    private static ByteBuffer bytes(ByteBuffer message) {
      long length = varint(message);
      if (length < 0 || length > message.remaining()) {
        throw new BufferUnderflowException();
      }
      ByteBuffer part = message.slice(message.position(), (int) length);
      message.position(message.position() + (int) length);
      return part;
    }

    private static String text(ByteBuffer message) {
      return StandardCharsets.UTF_8.decode(bytes(message)).toString();
    }

    private static void skip(ByteBuffer message, long tag) {
      switch ((int) (tag & 7)) {
        case 0 -> varint(message);
        case 1 -> message.position(message.position() + 8);
        case 2 -> bytes(message);
        case 5 -> message.position(message.position() + 4);
        default -> throw new IllegalArgumentException("no such wire type");
      }
    }
  }
}
