package io.sensorium.worker.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.sensorium.worker.serve.ServedVersion;
import io.sensorium.worker.tensor.TypedTensor;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;

/**
 * An answer with values.
 *
 * @param body JSON, and behind it what is in binary
 * @param jsonLength how much of it is JSON; the whole where nothing is in binary
 */
record InferAnswer(Buffer body, int jsonLength) {

  boolean binary() {
    return jsonLength < body.length();
  }

  /**
   * @param outputs names in the order in which they are to be answered
   * @throws RefusedException where values cannot be written as asked
   */
  static InferAnswer write(
      JsonFactory factory,
      ServedVersion model,
      InferRequest request,
      List<String> outputs,
      Map<String, TypedTensor> values) {
    ByteArrayOutputStream head = new ByteArrayOutputStream(512);
    try (JsonGenerator json = factory.createGenerator(head)) {
      json.writeStartObject();
      json.writeStringField("model_name", model.model());
      json.writeStringField("model_version", model.version());
      if (request.id() != null) {
        json.writeStringField("id", request.id());
      }
      json.writeArrayFieldStart("outputs");
      for (String output : outputs) {
        TypedTensor tensor = values.get(output);
        if (tensor == null) {
          throw new IllegalStateException("the model gave no output " + output);
        }
        write(json, output, tensor, request.binary(output));
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException("memory cannot be written", e);
    }
    Buffer body = Buffer.buffer(head.toByteArray());
    int length = body.length();
    for (String output : outputs) {
      TypedTensor tensor = values.get(output);
      if (tensor != null && request.binary(output)) {
        append(body, tensor.values());
      }
    }
    return new InferAnswer(body, length);
  }

  private static void write(JsonGenerator json, String name, TypedTensor tensor, boolean binary)
      throws IOException {
    Datatype datatype = Datatype.of(tensor.type());
    json.writeStartObject();
    json.writeStringField("name", name);
    json.writeStringField("datatype", datatype.name());
    json.writeArrayFieldStart("shape");
    for (long dim : tensor.dims()) {
      json.writeNumber(dim);
    }
    json.writeEndArray();
    if (binary) {
      json.writeObjectFieldStart("parameters");
      json.writeNumberField("binary_data_size", tensor.values().remaining());
      json.writeEndObject();
    } else {
      json.writeArrayFieldStart("data");
      values(json, name, datatype, tensor.values().slice().order(ByteOrder.LITTLE_ENDIAN));
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private static void values(JsonGenerator json, String name, Datatype datatype, ByteBuffer values)
      throws IOException {
    while (values.hasRemaining()) {
      switch (datatype) {
        case BOOL -> json.writeBoolean(values.get() != 0);
        case UINT8 -> json.writeNumber(values.get() & 0xFF);
        case INT8 -> json.writeNumber(values.get());
        case INT16 -> json.writeNumber(values.getShort());
        case INT32 -> json.writeNumber(values.getInt());
        case INT64 -> json.writeNumber(values.getLong());
        case FP32 -> {
          float value = values.getFloat();
          requireFinite(name, value);
          json.writeNumber(value);
        }
        case FP64 -> {
          double value = values.getDouble();
          requireFinite(name, value);
          json.writeNumber(value);
        }
        case FP16 -> throw inBinaryOnly(name, "FP16, which JSON cannot say");
      }
    }
  }

  private static void requireFinite(String name, double value) {
    if (!Double.isFinite(value)) {
      throw inBinaryOnly(name, value + ", which JSON cannot say");
    }
  }

  private static RefusedException inBinaryOnly(String name, String found) {
    return Refusal.badRequest(
        "values of output '" + name + "' that can be written as JSON",
        found,
        "Ask for it with the parameter binary_data true");
  }

  private static void append(Buffer body, ByteBuffer values) {
    ByteBuffer source = values.slice();
    if (source.hasArray()) {
      body.appendBytes(
          source.array(), source.arrayOffset() + source.position(), source.remaining());
    } else {
      byte[] copy = new byte[source.remaining()];
      source.get(copy);
      body.appendBytes(copy);
    }
  }
}
