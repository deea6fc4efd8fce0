package io.sensorium.model.quantize;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.sensorium.model.graph.Tensors;
import java.util.Map;

/**
 * Adds to each layer's bias what rounding its weights takes from its outputs' means (bias
 * correction: Nagel, van Baalen, Blankevoort and Welling, 2019). Each layer is looked at with the
 * float model's inputs: as the layers before it are corrected as well, these are the means that it
 * gets. At the edges of maps a mean is taken to be that of the whole map. What clipping takes is
 * not made up for: where few values are far off, that would move all the others.
 */
final class BiasCorrection {
  private final Map<String, InputMeans> means;

  /**
   * @param means of layers' inputs; a layer without is not corrected
   */
  BiasCorrection(Map<String, InputMeans> means) {
    this.means = Map.copyOf(means);
  }

  boolean covers(NodeProto layer) {
    return means.containsKey(layer.getInput(0)) && !layer.getOpType().equals("MatMul");
  }

  /**
   * The corrected bias.
   *
   * @param bias one value for each output channel
   * @param weights of the layer, in float
   * @param steps the same on 8 bits
   */
  float[] corrected(NodeProto layer, float[] bias, TensorProto weights, QuantizedWeights steps) {
    InputMeans input = means.get(layer.getInput(0));
    if (input == null || !covers(layer)) {
      return bias;
    }
    LayerShape shape = new LayerShape(layer, weights);
    float[] values = Tensors.floats(weights);
    double[] shares = TapShares.of(layer, weights, input.map());
    double[] lost = new double[bias.length];
    for (int i = 0; i < values.length; i++) {
      int channel = shape.output(i);
      double rounding = (double) values[i] - steps.value(i, channel);
      lost[channel] += shares[i % shares.length] * rounding * input.of(shape.input(i));
    }
    float[] corrected = bias.clone();
    for (int c = 0; c < corrected.length; c++) {
      corrected[c] += (float) lost[c];
    }
    return corrected;
  }
}
