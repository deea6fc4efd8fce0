package io.sensorium.worker.http;

import io.sensorium.worker.serve.ServedVersion;
import io.sensorium.worker.tally.ModelTally;
import io.sensorium.worker.tally.TimedCount;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Statistics as Triton gives them: for each version what the pipeline and requests have done. */
final class Statistics {
  private Statistics() {}

  /**
   * @param model null for all
   * @param version null for all
   */
  static JsonObject json(
      List<ModelTally> tallies, @Nullable String model, @Nullable String version) {
    Map<ServedVersion, List<ModelTally>> byVersion = new LinkedHashMap<>();
    for (ModelTally tally : tallies) {
      ServedVersion subject = new ServedVersion(tally.subject().model(), tally.subject().version());
      if ((model == null || model.equals(subject.model()))
          && (version == null || version.equals(subject.version()))) {
        byVersion.computeIfAbsent(subject, any -> new ArrayList<>()).add(tally);
      }
    }
    JsonArray stats = new JsonArray();
    byVersion.forEach((subject, of) -> stats.add(json(subject, of)));
    return new JsonObject().put("model_stats", stats);
  }

  private static JsonObject json(ServedVersion subject, List<ModelTally> of) {
    JsonObject times =
        new JsonObject()
            .put("success", sum(of, ModelTally::success))
            .put("fail", sum(of, ModelTally::failure))
            .put("queue", sum(of, ModelTally::queue))
            .put("compute_input", sum(of, ModelTally::input))
            .put("compute_infer", sum(of, ModelTally::inference))
            .put("compute_output", sum(of, ModelTally::output));
    return new JsonObject()
        .put("name", subject.model())
        .put("version", subject.version())
        .put("last_inference", of.stream().mapToLong(ModelTally::lastMillis).max().orElse(0))
        .put("inference_count", of.stream().mapToLong(ModelTally::rows).sum())
        .put("execution_count", of.stream().mapToLong(ModelTally::runs).sum())
        .put("inference_stats", times)
        .put("batch_stats", new JsonArray());
  }

  private static JsonObject sum(List<ModelTally> of, Function<ModelTally, TimedCount> part) {
    List<TimedCount> parts = of.stream().map(part).toList();
    return new JsonObject()
        .put("count", parts.stream().mapToLong(TimedCount::count).sum())
        .put("ns", parts.stream().mapToLong(TimedCount::nanos).sum());
  }
}
