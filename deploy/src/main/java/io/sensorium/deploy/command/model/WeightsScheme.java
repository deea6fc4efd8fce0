package io.sensorium.deploy.command.model;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.sensorium.model.graph.ConstantForm;
import io.sensorium.model.int8.NodeGlobs;
import io.sensorium.model.weights.WeightQuantizer;
import io.sensorium.model.weights.WeightScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/** Weights of products on few bits; the products stay in float. */
record WeightsScheme(WeightsOptions options, StaticOptions nodes, TrialOptions trial)
    implements QuantizeScheme {
  @Override
  public String variant() {
    return "int" + options.scheme().bits();
  }

  @Override
  public Outcome quantize(QuantizeTarget target, ModelProto floats, Consumer<String> progress) {
    WeightScheme scheme = options.scheme();
    ModelProto model = ConstantForm.of(floats);
    Set<String> kept = NodeGlobs.matched(model.getGraph().getNodeList(), nodes.excluded());
    WeightQuantizer.Result result =
        ModelWork.explained(target.file(), () -> WeightQuantizer.quantize(model, scheme, kept));
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "products  %d with %,d weights on %d bits",
            result.products(),
            result.weights(),
            scheme.bits()));
    if (scheme.bits() == 2) {
      lines.add(
          "WARNING   2 bits are a form to store and to send: they are unpacked to floats, so"
              + " loading takes longer, memory and runs are those of floats, and without ONNX"
              + " Runtime's optimisations every run unpacks again");
    }
    return trial.outcome(target.file(), model, result.model(), result.products(), lines);
  }
}
