package io.sensorium.worker.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Reads one tensor's values from JSON: a flat list, or lists in lists, row-major either way. */
final class JsonValues {
  private final JsonParser json;
  private final InferRequest.Input input;
  private final ByteBuffer target;

  private JsonValues(JsonParser json, InferRequest.Input input, ByteBuffer target) {
    this.json = json;
    this.input = input;
    this.target = target;
  }

  /**
   * Fills the target.
   *
   * @param end of the JSON in the body
   * @throws RefusedException where values are missing, too many or not of the type
   */
  static void read(
      JsonFactory factory,
      byte[] body,
      int end,
      InferRequest.Input input,
      int elements,
      ByteBuffer target) {
    int at = input.dataAt();
    try (JsonParser json = factory.createParser(body, at, end - at)) {
      new JsonValues(json, input, target).read(elements);
    } catch (JsonProcessingException e) {
      throw Refusal.badRequest(
          input.datatype() + " values of " + RequestTensors.subject(input),
          e.getOriginalMessage(),
          "Correct them, or use a wider type");
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory cannot be read", e);
    }
  }

  private void read(int elements) throws IOException {
    int depth = 0;
    int count = 0;
    do {
      JsonToken token = json.nextToken();
      if (token == JsonToken.START_ARRAY) {
        depth++;
      } else if (token == JsonToken.END_ARRAY) {
        depth--;
      } else {
        if (count == elements) {
          throw RequestTensors.wrongCount(input, elements, "more");
        }
        put(token, count);
        count++;
      }
    } while (depth > 0);
    if (count < elements) {
      throw RequestTensors.wrongCount(input, elements, "" + count);
    }
  }

  private void put(JsonToken token, int index) throws IOException {
    switch (input.datatype()) {
      case BOOL -> target.put((byte) truth(token, index));
      case UINT8 -> target.put((byte) whole(token, index, 0, 255));
      case INT8 -> target.put((byte) whole(token, index, Byte.MIN_VALUE, Byte.MAX_VALUE));
      case INT16 -> target.putShort((short) whole(token, index, Short.MIN_VALUE, Short.MAX_VALUE));
      case INT32 -> target.putInt((int) whole(token, index, Integer.MIN_VALUE, Integer.MAX_VALUE));
      case INT64 -> target.putLong(whole(token, index, Long.MIN_VALUE, Long.MAX_VALUE));
      case FP32 -> target.putFloat((float) finite(token, index, true));
      case FP64 -> target.putDouble(finite(token, index, false));
      case FP16 -> throw new IllegalStateException("FP16 comes in binary");
    }
  }

  private int truth(JsonToken token, int index) throws IOException {
    if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
      return token == JsonToken.VALUE_TRUE ? 1 : 0;
    }
    return (int) whole(token, index, 0, 1);
  }

  private long whole(JsonToken token, int index, long least, long largest) throws IOException {
    if (token != JsonToken.VALUE_NUMBER_INT) {
      throw wrong(index);
    }
    long value = json.getLongValue();
    if (value < least || value > largest) {
      throw wrong(index);
    }
    return value;
  }

  private double finite(JsonToken token, int index, boolean single) throws IOException {
    if (!token.isNumeric()) {
      throw wrong(index);
    }
    double value = single ? json.getFloatValue() : json.getDoubleValue();
    if (!Double.isFinite(value)) {
      throw wrong(index);
    }
    return value;
  }

  private RefusedException wrong(int index) throws IOException {
    return Refusal.badRequest(
        input.datatype() + " values of " + RequestTensors.subject(input),
        "%.100s at %d".formatted(json.getText(), index),
        "Correct it, or use a wider type");
  }
}
