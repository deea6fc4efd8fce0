package io.sensorium.bench.worker;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A contender's runs.
 *
 * @param kind which it is
 * @param rounds that count; fewer than asked for if it failed
 * @param failure why it could not go on; null if it could
 */
record WorkerStanding(PredictorKind kind, List<WorkerRound> rounds, @Nullable String failure) {
  WorkerStanding {
    rounds = List.copyOf(rounds);
  }
}
