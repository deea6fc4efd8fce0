package io.sensorium.bench.peer;

import io.sensorium.bench.contender.Contender;
import io.sensorium.bench.contender.RunSettings;
import io.sensorium.fusion.FusionApplication;
import io.sensorium.fusion.FusionConfig;
import io.sensorium.fusion.FusionConfig.Guarantee;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Ours, with the settings that it comes with. */
record FusionService(Guarantee guarantee) implements Contender {
  @Override
  public Running start(RunSettings run) {
    Map<String, String> kafka = new HashMap<>(run.kafka());
    kafka.put("application.id", run.name());
    FusionConfig config =
        FusionConfig.of(run.pipeline(), kafka).withGuarantee(guarantee).withStateDir(run.folder());
    FusionApplication fusion = FusionApplication.start(config);
    return new Running() {
      @Override
      public long taken() {
        return fusion.counts().events();
      }

      @Override
      public @Nullable Throwable failure() {
        return fusion.failure();
      }

      @Override
      public void close() {
        fusion.close();
      }
    };
  }
}
