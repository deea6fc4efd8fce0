package io.sensorium.model.quantize;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.sensorium.model.graph.Attributes;
import java.util.List;

/**
 * For each place of a convolution's kernel, the share of output positions at which it lies on the
 * map and not on the zeros around it.
 */
final class TapShares {
  private TapShares() {}

  /**
   * Row-major over the kernel; one 1 for layers without a kernel.
   *
   * @param weights of the layer: [outputs, inputs, kernel...]
   * @param map positions of the input along each dimension of the kernel; empty where not known:
   *     then every share is 1
   */
  static double[] of(NodeProto layer, TensorProto weights, List<Integer> map) {
    int dimensions = Math.max(0, weights.getDimsCount() - 2);
    double[] shares = {1};
    for (int d = 0; d < dimensions; d++) {
      int kernel = (int) weights.getDims(2 + d);
      double[] along = new double[kernel];
      for (int tap = 0; tap < kernel; tap++) {
        along[tap] = map.size() == dimensions ? share(layer, d, tap, kernel, map.get(d)) : 1;
      }
      double[] product = new double[shares.length * kernel];
      for (int i = 0; i < product.length; i++) {
        product[i] = shares[i / kernel] * along[i % kernel];
      }
      shares = product;
    }
    return shares;
  }

  private static double share(NodeProto layer, int d, int tap, int kernel, int size) {
    int stride = (int) at(layer, "strides", d, 1);
    int dilation = (int) at(layer, "dilations", d, 1);
    int reach = dilation * (kernel - 1) + 1;
    int[] pads = pads(layer, d, reach, stride, size);
    int positions = (size + pads[0] + pads[1] - reach) / stride + 1;
    int inside = 0;
    for (int p = 0; p < positions; p++) {
      int place = p * stride - pads[0] + tap * dilation;
      inside += place >= 0 && place < size ? 1 : 0;
    }
    return positions < 1 ? 1 : (double) inside / positions;
  }

  /** Before and behind. */
  private static int[] pads(NodeProto layer, int d, int reach, int stride, int size) {
    String automatic = Attributes.text(layer, "auto_pad", "NOTSET");
    if (automatic.startsWith("SAME")) {
      int positions = (size + stride - 1) / stride;
      int all = Math.max(0, (positions - 1) * stride + reach - size);
      int less = all / 2;
      return automatic.equals("SAME_LOWER")
          ? new int[] {all - less, less}
          : new int[] {less, all - less};
    }
    if (automatic.equals("VALID")) {
      return new int[] {0, 0};
    }
    int dimensions = Attributes.of(layer, "pads").map(a -> a.getIntsCount() / 2).orElse(0);
    return new int[] {(int) at(layer, "pads", d, 0), (int) at(layer, "pads", dimensions + d, 0)};
  }

  private static long at(NodeProto layer, String name, int place, long otherwise) {
    return Attributes.of(layer, name)
        .filter(a -> a.getIntsCount() > place)
        .map(a -> a.getInts(place))
        .orElse(otherwise);
  }
}
