package io.sensorium.worker.http;

import com.fasterxml.jackson.core.JsonFactory;
import io.sensorium.worker.tensor.ElementType;
import io.sensorium.worker.tensor.TypedTensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The values of an inference request: in its JSON, or in binary behind it, one tensor after the
 * other. No memory is taken before there is known to be something to fill it. Thread-safe.
 */
final class RequestTensors {
  private static final int MAX_BYTES = Integer.MAX_VALUE - 64;

  private final JsonFactory factory;

  RequestTensors(JsonFactory factory) {
    this.factory = factory;
  }

  /**
   * @param jsonLength where binary values begin
   * @throws RefusedException where values are missing, too many or not of their type
   */
  Map<String, TypedTensor> read(byte[] body, int jsonLength, InferRequest request) {
    Map<String, TypedTensor> tensors = new LinkedHashMap<>();
    int position = jsonLength;
    for (InferRequest.Input input : request.inputs()) {
      int elements = elements(input);
      ByteBuffer values;
      if (input.binarySize() != null) {
        values = binary(body, position, input, elements);
        position += values.remaining();
      } else {
        values = inJson(body, jsonLength, input, elements);
      }
      if (tensors.put(input.name(), new TypedTensor(input.datatype().type(), values, input.shape()))
          != null) {
        throw Refusal.badRequest("every input once", "two " + subject(input), "Leave one out");
      }
    }
    if (position != body.length) {
      throw Refusal.badRequest(
          "%d bytes of binary data, the sum of all binary_data_size"
              .formatted(position - jsonLength),
          "" + (body.length - jsonLength),
          "Correct the sizes, or Inference-Header-Content-Length");
    }
    return tensors;
  }

  private static int elements(InferRequest.Input input) {
    try {
      long elements = 1;
      for (long dim : input.shape()) {
        elements = Math.multiplyExact(elements, dim);
      }
      if (Math.multiplyExact(elements, (long) input.datatype().bytes()) <= MAX_BYTES) {
        return (int) elements;
      }
    } catch (ArithmeticException overflow) {
      // As too large as what only just has a number.
    }
    throw Refusal.badRequest(
        "less than 2 GiB in " + subject(input),
        "shape " + input.shape(),
        "Give the shape of the values that are sent");
  }

  private static ByteBuffer binary(
      byte[] body, int position, InferRequest.Input input, int elements) {
    int expected = elements * input.datatype().bytes();
    if (!(input.binarySize() instanceof Long size) || size != expected) {
      throw Refusal.badRequest(
          "binary_data_size %d of %s, %s of shape %s"
              .formatted(expected, subject(input), input.datatype(), input.shape()),
          String.valueOf(input.binarySize()),
          "Correct shape or size");
    }
    if (input.dataAt() >= 0) {
      throw Refusal.badRequest(
          "values of " + subject(input) + " in JSON or in binary", "both", "Leave one out");
    }
    if (body.length - position < expected) {
      throw Refusal.badRequest(
          expected + " bytes of " + subject(input) + " behind the JSON",
          "" + (body.length - position),
          "Send them all, and say in Inference-Header-Content-Length where the JSON ends");
    }
    ByteBuffer values = direct(expected).put(body, position, expected).flip();
    if (input.datatype().type() == ElementType.BOOL) {
      checkTruth(input, values);
    }
    return values;
  }

  private ByteBuffer inJson(byte[] body, int jsonLength, InferRequest.Input input, int elements) {
    if (input.datatype() == Datatype.FP16) {
      throw Refusal.badRequest(
          "FP16 of " + subject(input) + " in binary",
          "none",
          "Send it behind the JSON with binary_data_size");
    }
    if (input.dataAt() < 0) {
      throw Refusal.badRequest(
          "values of " + subject(input), "none", "Send data, or binary_data_size and binary data");
    }
    // Each takes at least a digit and a comma.
    if (elements > (jsonLength - input.dataAt()) / 2) {
      throw wrongCount(input, elements, "fewer");
    }
    ByteBuffer values = direct(elements * input.datatype().bytes());
    JsonValues.read(factory, body, jsonLength, input, elements, values);
    return values.flip();
  }

  private static void checkTruth(InferRequest.Input input, ByteBuffer values) {
    for (int i = 0; i < values.limit(); i++) {
      if (values.get(i) != 0 && values.get(i) != 1) {
        throw Refusal.badRequest(
            "bytes of 0 or 1 in " + subject(input),
            (values.get(i) & 0xFF) + " at " + i,
            "Correct it, or send it as UINT8 to a model that takes that");
      }
    }
  }

  static RefusedException wrongCount(InferRequest.Input input, int elements, String found) {
    List<Long> shape = input.shape();
    return Refusal.badRequest(
        "%d values of %s, as its shape %s says".formatted(elements, subject(input), shape),
        found,
        "Correct shape or data");
  }

  static String subject(InferRequest.Input input) {
    return "input '" + input.name() + "'";
  }

  private static ByteBuffer direct(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
