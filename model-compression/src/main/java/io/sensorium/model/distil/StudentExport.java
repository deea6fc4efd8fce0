package io.sensorium.model.distil;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.sensorium.model.export.NetworkExport;
import io.sensorium.model.export.Parity;
import io.sensorium.model.family.MapShape;
import io.sensorium.model.graph.OnnxGraph;
import io.sensorium.model.graph.Tensors;
import io.sensorium.model.network.Network;
import io.sensorium.model.network.Pass;
import io.sensorium.model.quantize.OnnxRunner;
import java.util.List;
import java.util.Map;

/** Writes students with the teacher's input and output, so that one can stand for the other. */
public final class StudentExport {
  private StudentExport() {}

  public static ModelProto of(Network network, Teacher teacher, Material material) {
    OnnxGraph graph = new OnnxGraph("student");
    MapShape shape = material.shape();
    String value;
    if (material.flat()) {
      graph.input(teacher.input(), shape.height(), shape.width());
      String axis = graph.constant(Tensors.longs(graph.fresh("axis"), new long[] {1}, 1));
      value = graph.add("Unsqueeze", List.of(teacher.input(), axis));
    } else {
      value = graph.input(teacher.input(), shape.channels(), shape.height(), shape.width());
    }
    String scores = new NetworkExport(graph, network).write(value, network.units().size());
    String said = material.probabilities() ? graph.add("Softmax", List.of(scores)) : scores;
    graph.output(said, teacher.output(), material.classes());
    return graph.build();
  }

  /**
   * How far an exported student's outputs are from its network's.
   *
   * @param places samples to compare on
   */
  public static Parity parity(
      OnnxRunner exported,
      Network network,
      Teacher teacher,
      Material material,
      List<Integer> places) {
    Pass pass = network.pass(1);
    Parity parity = Parity.NONE;
    for (int place : places) {
      float[] row = material.rows().get(place);
      pass.set(0, row, material.shape().channels());
      pass.forward(network.units().size());
      double[] own = new double[network.outputs()];
      for (int c = 0; c < own.length; c++) {
        own[c] = pass.value(network.units().size(), c, 0);
      }
      double[] expected = material.probabilities() ? SoftLoss.softmax(own, 1) : own;
      float[] found = exported.run(Map.of(teacher.input(), row)).values().iterator().next();
      for (int c = 0; c < own.length; c++) {
        parity = parity.with(expected[c], found[c]);
      }
    }
    return parity;
  }
}
