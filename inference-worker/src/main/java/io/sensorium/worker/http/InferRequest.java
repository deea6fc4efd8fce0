package io.sensorium.worker.http;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an inference request says, without its values.
 *
 * @param id given back with the answer; null where there is none
 * @param parameters texts, whole numbers, decimal numbers and truth values
 * @param inputs as sent
 * @param outputs the wanted ones; empty for all
 */
record InferRequest(
    @Nullable String id, Map<String, Object> parameters, List<Input> inputs, List<Output> outputs) {
  private static final String BINARY_DATA = "binary_data";
  private static final String BINARY_DATA_OUTPUT = "binary_data_output";

  /**
   * @param name the tensor's
   * @param shape no negative dimension
   * @param dataAt where its {@code data} begin in the body; -1 where it has none
   */
  record Input(
      String name,
      Datatype datatype,
      List<Long> shape,
      Map<String, Object> parameters,
      int dataAt) {
    private static final String BINARY_DATA_SIZE = "binary_data_size";

    Input {
      shape = List.copyOf(shape);
      parameters = Map.copyOf(parameters);
    }

    /** The parameter that says so; null where the values are in the JSON. */
    @Nullable Object binarySize() {
      return parameters.get(BINARY_DATA_SIZE);
    }
  }

  record Output(String name, Map<String, Object> parameters) {
    Output {
      parameters = Map.copyOf(parameters);
    }
  }

  InferRequest {
    parameters = Map.copyOf(parameters);
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /** Whether that output is wanted in binary. */
  boolean binary(String output) {
    boolean all = Boolean.TRUE.equals(parameters.get(BINARY_DATA_OUTPUT));
    return outputs.stream()
        .filter(wanted -> wanted.name().equals(output))
        .map(wanted -> wanted.parameters().getOrDefault(BINARY_DATA, all))
        .findFirst()
        .map(Boolean.TRUE::equals)
        .orElse(all);
  }
}
