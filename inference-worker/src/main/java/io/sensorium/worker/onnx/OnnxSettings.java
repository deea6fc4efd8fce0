package io.sensorium.worker.onnx;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How models run.
 *
 * @param provider the provider to insist on; null to take the first of TensorRT, CUDA and CPU that
 *     works here
 * @param variants the variants of a model in the order of preference; empty for the provider's own
 * @param lanes threads with sessions of their own; 0 for one a core on the CPU and 2 on a GPU
 * @param intraOpThreads threads inside one run on the CPU; more lanes are better than more of these
 * @param engineCache where TensorRT keeps the engines it builds; null to build them on every start
 */
public record OnnxSettings(
    @Nullable Provider provider,
    List<String> variants,
    int lanes,
    int intraOpThreads,
    @Nullable Path engineCache) {

  /** The best provider, its variants, a lane a core. */
  public static final OnnxSettings DEFAULT = new OnnxSettings(null, List.of(), 0, 1, null);

  public OnnxSettings {
    variants = List.copyOf(variants);
    if (lanes < 0 || intraOpThreads < 1) {
      throw new IllegalArgumentException(
          "expected lanes of at least 0 and intra-op threads of at least 1, found %d and %d"
              .formatted(lanes, intraOpThreads));
    }
  }

  /** The same on one provider. */
  public OnnxSettings on(Provider chosen) {
    return new OnnxSettings(chosen, variants, lanes, intraOpThreads, engineCache);
  }
}
