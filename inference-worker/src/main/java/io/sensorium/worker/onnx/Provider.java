package io.sensorium.worker.onnx;

import java.util.List;
import java.util.Locale;

/** An execution provider. */
public enum Provider {
  /** NVIDIA GPUs through TensorRT, which has kernels for quantize-dequantize int8. */
  TENSORRT,
  /** NVIDIA GPUs through CUDA. */
  CUDA,
  /** Everywhere. */
  CPU;

  /** Variants of a model in the order in which this provider runs them best. */
  public List<String> variants() {
    return switch (this) {
      case TENSORRT -> List.of("int8", "fp16", "fp32", "int4");
      // Quantized operators would run on the CPU's kernels there, silently and slowly.
      case CUDA -> List.of("fp16", "fp32", "int4", "int8");
      case CPU -> List.of("int8", "fp32", "int4", "fp16");
    };
  }

  /** {@code tensorrt}, {@code cuda} or {@code cpu}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
