package io.sensorium.console;

import io.sensorium.event.Classification;
import io.sensorium.event.EventReference;
import io.sensorium.event.LeftOutBy;
import io.sensorium.event.MissingInput;
import io.sensorium.event.MissingReason;
import io.sensorium.event.Modality;
import io.sensorium.event.ModelIdentity;
import io.sensorium.event.Prediction;
import io.sensorium.event.PredictionInput;
import io.sensorium.event.Score;
import io.sensorium.event.Timing;
import java.time.Instant;
import java.util.List;

/** Predictions to test with. */
public final class Predictions {
  public static final Instant TIME = Instant.parse("2026-01-31T12:00:00.000250Z");

  private Predictions() {}

  public static Prediction of(String site, Object result) {
    EventReference frame =
        new EventReference("door", "f-1", TIME, 0L, "camera.frames", 2, 17L, 90_000, 5, null);
    return new Prediction(
        "m-1",
        "smart-home",
        site,
        0,
        TIME,
        TIME.plusMillis(420),
        result,
        List.of(
            new PredictionInput("view", Modality.CAMERA, 0.5f, List.of(frame)),
            new PredictionInput("sound", Modality.AUDIO, null, List.of())),
        List.of(new MissingInput("words", MissingReason.UNMATCHED, null)),
        new ModelIdentity("smart-home-scene", "1", "int8", "abc", "cpu"),
        new Timing(400_000L, 1_500L, 300L, 2_000L),
        false,
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        LeftOutBy.MASK);
  }

  public static Prediction classified(String site, String label, float score) {
    return of(
        site,
        new Classification(List.of(new Score(label, score), new Score("nothing", 1 - score))));
  }
}
