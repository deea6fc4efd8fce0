package io.sensorium.deploy.command.model;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.sensorium.model.dynamic.DynamicQuantizer;
import io.sensorium.model.graph.ConstantForm;
import io.sensorium.model.int8.NodeGlobs;
import io.sensorium.model.onnx.Processor;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Products with constant matrices on 8 bits, scaled in each run. */
record DynamicScheme(StaticOptions options, TrialOptions trial) implements QuantizeScheme {
  @Override
  public String variant() {
    return "int8";
  }

  @Override
  public Outcome quantize(QuantizeTarget target, ModelProto floats, Consumer<String> progress) {
    ModelProto model = ConstantForm.of(floats);
    Set<String> kept = NodeGlobs.matched(model.getGraph().getNodeList(), options.excluded());
    DynamicQuantizer.Result result =
        ModelWork.explained(
            target.file(), () -> DynamicQuantizer.quantize(model, kept, options.reduced()));
    List<String> lines = new ArrayList<>();
    lines.add("products  " + result.products() + " on 8 bits, their inputs scaled in each run");
    if (!options.reduced() && Processor.saturates()) {
      lines.add(
          "WARNING   this processor has no VNNI: its 8-bit kernels cut sums off, which costs"
              + " quality here. Compare with --weight-bits 7; processors with VNNI do better with"
              + " 8.");
    }
    return trial.outcome(target.file(), model, result.model(), result.products(), lines);
  }
}
