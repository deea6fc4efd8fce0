package io.sensorium.serde;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * Reads Avro binary as {@link BinaryDecoder} does, but gives {@code bytes} as slices of the array
 * that it reads: a payload of megabytes is not copied. The array must not change afterwards.
 */
final class SlicingDecoder extends Decoder {
  private final byte[] data;
  private final int end;
  private final BinaryDecoder in;

  SlicingDecoder(byte[] data, int offset, int length) {
    this.data = data;
    this.end = offset + length;
    this.in = DecoderFactory.get().binaryDecoder(data, offset, length, null);
  }

  /** Whether all has been read. */
  boolean isEnd() throws IOException {
    return in.isEnd();
  }

  @Override
  public ByteBuffer readBytes(@Nullable ByteBuffer old) throws IOException {
    long length = in.readLong();
    int left = in.remainingBytes();
    if (length < 0 || length > left) {
      throw new EOFException("expected %d bytes, found %d".formatted(length, left));
    }
    ByteBuffer slice = ByteBuffer.wrap(data, end - left, (int) length).slice();
    in.skipFixed((int) length);
    return slice;
  }

  @Override
  public int remainingBytes() {
    return in.remainingBytes();
  }

  @Override
  public void readNull() throws IOException {
    in.readNull();
  }

  @Override
  public boolean readBoolean() throws IOException {
    return in.readBoolean();
  }

  @Override
  public int readInt() throws IOException {
    return in.readInt();
  }

  @Override
  public long readLong() throws IOException {
    return in.readLong();
  }

  @Override
  public float readFloat() throws IOException {
    return in.readFloat();
  }

  @Override
  public double readDouble() throws IOException {
    return in.readDouble();
  }

  @Override
  public Utf8 readString(@Nullable Utf8 old) throws IOException {
    return in.readString(old);
  }

  @Override
  public String readString() throws IOException {
    return in.readString();
  }

  @Override
  public void skipString() throws IOException {
    in.skipString();
  }

  @Override
  public void skipBytes() throws IOException {
    in.skipBytes();
  }

  @Override
  public void readFixed(byte[] bytes, int start, int length) throws IOException {
    in.readFixed(bytes, start, length);
  }

  @Override
  public void skipFixed(int length) throws IOException {
    in.skipFixed(length);
  }

  @Override
  public int readEnum() throws IOException {
    return in.readEnum();
  }

  @Override
  public long readArrayStart() throws IOException {
    return in.readArrayStart();
  }

  @Override
  public long arrayNext() throws IOException {
    return in.arrayNext();
  }

  @Override
  public long skipArray() throws IOException {
    return in.skipArray();
  }

  @Override
  public long readMapStart() throws IOException {
    return in.readMapStart();
  }

  @Override
  public long mapNext() throws IOException {
    return in.mapNext();
  }

  @Override
  public long skipMap() throws IOException {
    return in.skipMap();
  }

  @Override
  public int readIndex() throws IOException {
    return in.readIndex();
  }
}
