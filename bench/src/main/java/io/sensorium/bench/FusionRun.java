package io.sensorium.bench;

import io.sensorium.fusion.FusionApplication;
import io.sensorium.fusion.FusionConfig;
import io.sensorium.fusion.FusionConfig.Guarantee;
import io.sensorium.fusion.stream.FusionCounts;
import io.sensorium.pipeline.Pipeline;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

/**
 * The fusion service over filled topics, from their beginning.
 *
 * @param kafka client settings
 * @param pipeline the pipeline file
 * @param folder for what Kafka Streams keeps on disk
 * @param events that are on the topics
 * @param moments that they make
 */
record FusionRun(Map<String, String> kafka, Path pipeline, Path folder, long events, long moments) {

  /**
   * Runs it once, as an application that Kafka has not seen before.
   *
   * @return events a second, until all moments are visible
   * @throws IllegalStateException if it fails, or makes other than the expected moments
   */
  double rate(Guarantee guarantee) throws InterruptedException {
    FusionConfig defaults = FusionConfig.of(pipeline, kafka);
    FusionConfig config =
        new FusionConfig(
            pipeline,
            kafka,
            guarantee,
            defaults.commitInterval(),
            defaults.threads(),
            folder.resolve("fusion"),
            "fusion-" + UUID.randomUUID(),
            defaults.probeInterval(),
            defaults.probeAllowance());
    try (MomentTail tail = new MomentTail(kafka, Pipeline.read(pipeline).name());
        FusionApplication fusion = FusionApplication.start(config)) {
      double rate =
          FirstToLast.ofWallClock()
              .rate(() -> fusion.counts().events(), events, () -> ended(fusion, tail));
      FusionCounts counts = fusion.counts();
      long visible = tail.visible();
      if (visible != moments || counts.moments() != moments || counts.deadLetters() != 0) {
        throw new IllegalStateException(
            "expected %d moments and no dead letters, found %d visible and %s"
                .formatted(moments, visible, counts));
      }
      return rate;
    }
  }

  private boolean ended(FusionApplication fusion, MomentTail tail) {
    Throwable failure = fusion.failure();
    if (failure != null) {
      throw new IllegalStateException("fusion has failed", failure);
    }
    return tail.visible() >= moments;
  }
}
