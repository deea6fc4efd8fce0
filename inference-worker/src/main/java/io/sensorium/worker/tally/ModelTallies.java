package io.sensorium.worker.tally;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** The tallies of all models that were ever loaded. Thread-safe. */
public final class ModelTallies {
  private static final Comparator<TalliedModel> ORDER =
      Comparator.comparing(TalliedModel::model)
          .thenComparing(TalliedModel::version)
          .thenComparing(TalliedModel::via);

  private final LongSupplier millis;
  private final Function<ModelTally, RunListener> listeners;
  private final Map<TalliedModel, ModelTally> tallies = new ConcurrentHashMap<>();

  /**
   * @param millis a clock as {@link System#currentTimeMillis()}
   * @param listeners makes the listener of a tally, once when that is made
   */
  public ModelTallies(LongSupplier millis, Function<ModelTally, RunListener> listeners) {
    this.millis = millis;
    this.listeners = listeners;
  }

  /** The tally of that model; to be kept, not looked up again for every run. */
  public ModelTally of(TalliedModel subject) {
    return tallies.computeIfAbsent(
        subject,
        key -> {
          ModelTally tally = new ModelTally(key, millis);
          tally.listen(listeners.apply(tally));
          return tally;
        });
  }

  /** All, by model, version and who they ran for. */
  public List<ModelTally> all() {
    Collection<ModelTally> all = tallies.values();
    return all.stream().sorted(Comparator.comparing(ModelTally::subject, ORDER)).toList();
  }
}
