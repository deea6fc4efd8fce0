package io.sensorium.model.distil;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.sensorium.model.family.MapShape;
import io.sensorium.model.graph.Numbers;
import io.sensorium.model.labelled.SampleException;
import io.sensorium.model.sample.ModelInput;
import java.util.List;
import java.util.Objects;

/**
 * What a student must know of the model that it learns from.
 *
 * @param input name of its one input
 * @param output name of its one output
 */
public record Teacher(String input, String output) {
  /**
   * Looks at a model.
   *
   * @param subject what the model is called in errors
   * @throws SampleException if it has not one float input of maps and one output
   */
  public static Teacher of(Object subject, GraphProto graph) {
    List<ModelInput> inputs = ModelInput.of(graph);
    boolean maps =
        inputs.size() == 1
            && (inputs.get(0).dims().size() == 4 || inputs.get(0).dims().size() == 3)
            && graph.getInputList().stream()
                .filter(i -> i.getName().equals(inputs.get(0).name()))
                .allMatch(
                    i ->
                        i.getType().getTensorType().getElemType()
                            == TensorProto.DataType.FLOAT.getNumber());
    if (!maps) {
      throw new SampleException(
          subject,
          "one float input [N, channels, rows, columns] or [N, bands, spectra]",
          inputs.toString(),
          "Distil another model");
    }
    if (graph.getOutputCount() != 1) {
      throw new SampleException(
          subject,
          "one output of scores [N, classes]",
          graph.getOutputList().stream().map(o -> o.getName()).toList().toString(),
          "Take the others off the model");
    }
    return new Teacher(inputs.get(0).name(), graph.getOutput(0).getName());
  }

  /**
   * The shape of a sample, without the first dimension.
   *
   * @throws SampleException if it is more than one example
   */
  static MapShape shape(Numbers sample) {
    List<Long> dims = Objects.requireNonNullElse(sample.dims(), List.of());
    int rank = dims.size();
    if (rank < 3 || rank > 4 || dims.get(0) != 1) {
      throw new SampleException(
          "a sample", "[1, channels, rows, columns] or [1, bands, spectra]", "" + dims, "Cut it");
    }
    int channels = rank == 4 ? Math.toIntExact(dims.get(1)) : 1;
    return new MapShape(
        channels, Math.toIntExact(dims.get(rank - 2)), Math.toIntExact(dims.get(rank - 1)));
  }
}
