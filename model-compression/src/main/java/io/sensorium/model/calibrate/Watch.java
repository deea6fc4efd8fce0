package io.sensorium.model.calibrate;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.sensorium.model.graph.Numbers;
import io.sensorium.model.quantize.OnnxRunner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Shows the values of activations while a model runs on samples. Each activation can be asked for
 * as an output; a run asks for as many of them as fit into a bounded amount of memory, and nothing
 * is kept.
 */
public final class Watch {
  private final ModelProto model;
  private final Function<byte[], OnnxRunner> runners;

  /**
   * @param runners opens a model given as bytes
   */
  public Watch(ModelProto model, Function<byte[], OnnxRunner> runners) {
    this.model = model;
    this.runners = runners;
  }

  /**
   * Runs the samples once for each group of activations.
   *
   * @param activations names of float values of the graph, inputs among them
   * @param samples values of each input
   * @param seen takes the name and the values of each activation, sample after sample
   * @throws IllegalArgumentException if there are no samples
   */
  public void over(
      Iterable<? extends Map<String, Numbers>> samples,
      Set<String> activations,
      BiConsumer<String, Numbers> seen) {
    Set<String> inputs = new HashSet<>();
    model.getGraph().getInputList().forEach(i -> inputs.add(i.getName()));
    ActivationGroups groups =
        new ActivationGroups(
            activations.stream().filter(a -> !inputs.contains(a)).sorted().toList());
    boolean none = true;
    try (OnnxRunner runner = runners.apply(observed(activations).toByteArray())) {
      for (Map<String, Numbers> sample : samples) {
        none = false;
        tell(shaped(sample), activations, seen);
        for (Set<String> group : groups.next()) {
          Map<String, Numbers> values = runner.answer(sample, group);
          groups.saw(values);
          tell(values, activations, seen);
        }
      }
    }
    if (none) {
      throw new IllegalArgumentException("expected samples to calibrate with, found none");
    }
  }

  private static void tell(
      Map<String, Numbers> values, Set<String> activations, BiConsumer<String, Numbers> seen) {
    values.forEach(
        (name, numbers) -> {
          if (activations.contains(name)) {
            seen.accept(name, numbers);
          }
        });
  }

  /** Inputs that are given as rows get the shape that the model declares for them. */
  private Map<String, Numbers> shaped(Map<String, Numbers> sample) {
    Map<String, Numbers> shaped = new HashMap<>(sample);
    for (ValueInfoProto input : model.getGraph().getInputList()) {
      Numbers values = sample.get(input.getName());
      if (values != null && values.dims() == null) {
        shaped.put(input.getName(), rows(values, input));
      }
    }
    return shaped;
  }

  private static Numbers rows(Numbers values, ValueInfoProto input) {
    List<Long> row =
        input.getType().getTensorType().getShape().getDimList().stream()
            .skip(1)
            .map(TensorShapeProto.Dimension::getDimValue)
            .toList();
    long size = row.stream().reduce(1L, (a, b) -> a * b);
    if (size < 1 || values.values().length % size != 0) {
      return values;
    }
    List<Long> dims = new ArrayList<>(List.of(values.values().length / size));
    dims.addAll(row);
    return Numbers.of(values.values(), dims);
  }

  private ModelProto observed(Set<String> activations) {
    GraphProto.Builder graph = model.getGraph().toBuilder();
    Set<String> known = new HashSet<>();
    graph.getInputList().forEach(i -> known.add(i.getName()));
    graph.getOutputList().forEach(o -> known.add(o.getName()));
    for (String activation : activations.stream().sorted().toList()) {
      if (known.add(activation)) {
        graph.addOutput(
            ValueInfoProto.newBuilder()
                .setName(activation)
                .setType(
                    TypeProto.newBuilder()
                        .setTensorType(
                            TypeProto.Tensor.newBuilder()
                                .setElemType(TensorProto.DataType.FLOAT.getNumber()))));
      }
    }
    return model.toBuilder().setGraph(graph).build();
  }
}
