package io.sensorium.model.anatomy;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.sensorium.model.prepare.UnfitModelException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.UnaryOperator;

/** What of a model falls off 8 bits and off the GPU, as lines for people. */
public final class FitText {
  private FitText() {}

  /**
   * The lines.
   *
   * @param simplifier as {@link OffInt8#of} takes it
   */
  public static List<String> lines(ModelProto model, UnaryOperator<ModelProto> simplifier) {
    List<String> lines = new ArrayList<>();
    try {
      OffInt8 int8 = OffInt8.of(model, simplifier);
      lines.add(
          "int8      %d of %d layers would run on 8 bits ('model quantize')"
              .formatted(int8.quantized(), int8.layers()));
      int8.reasons().forEach((why, count) -> lines.add("          " + count + " x " + why));
      lines.add("          in float: " + OffInt8.text(int8.floats()));
    } catch (UnfitModelException unfit) {
      lines.add("int8      not to be had: " + unfit.getMessage());
    }
    SortedMap<String, Integer> off = OffTheGpu.of(model.getGraph());
    lines.add(
        off.isEmpty()
            ? "gpu       every operator has a CUDA kernel, by ONNX Runtime's list"
            : "gpu       without a CUDA kernel by ONNX Runtime's list, so on the CPU with copies there"
                + " and back: "
                + OffInt8.text(off));
    return lines;
  }
}
