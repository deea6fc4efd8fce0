package io.sensorium.worker;

import io.sensorium.config.ConfigException;
import io.sensorium.worker.graph.QueuePolicy;
import io.sensorium.worker.graph.QueuePolicy.OnDeadline;
import io.sensorium.worker.graph.QueuePolicy.Shed;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of moments that have to wait for the models. What a configuration file leaves out
 * has the default given here.
 *
 * @param capacity moments that wait at most, beside those under way; by default 256, or 128 where
 *     moments are shed
 * @param deadline how long a moment may wait, counted from its submission to the models; by default
 *     any time
 * @param onDeadline {@code reject}, the default: a dead letter; or {@code predict-partial}: a
 *     prediction without the pipeline's optional steps
 * @param shed {@code none}, the default; or {@code oldest} or {@code newest}, which goes where more
 *     would wait than may
 * @param shedTo {@code dead-letters}, the default; or {@code count}, and nothing else
 * @param priority which sites go before others; the first entry that fits a site counts
 */
public record QueueConfig(
    Integer capacity,
    @Nullable Duration deadline,
    String onDeadline,
    String shed,
    String shedTo,
    List<Priority> priority) {
  private static final Integer CAPACITY = 256;
  private static final Integer CAPACITY_WITH_SHEDDING = 128;
  private static final String REJECT = "reject";
  private static final String NONE = "none";
  private static final String DEAD_LETTERS = "dead-letters";
  private static final String COUNT = "count";

  /**
   * @param sites a glob of {@code *} and {@code ?} over sites
   * @param level sites of no entry have 0; higher ones go first
   */
  public record Priority(String sites, Integer level) {
    public Priority {
      if (sites == null || sites.isEmpty() || level == null) {
        throw new ConfigException(
            "expected 'sites' and 'level' for each entry of queue.priority, found %s and %s"
                .formatted(sites, level));
      }
    }
  }

  public QueueConfig {
    // A configuration file may leave out any of them.
    onDeadline = onDeadline == null ? REJECT : onDeadline;
    shed = shed == null ? NONE : shed;
    shedTo = shedTo == null ? DEAD_LETTERS : shedTo;
    priority = priority == null ? List.of() : List.copyOf(priority);
    boolean sheds = !shed.equals(NONE);
    capacity = capacity != null ? capacity : sheds ? CAPACITY_WITH_SHEDDING : CAPACITY;
    choice(OnDeadline.values(), "queue.on-deadline", onDeadline);
    choice(Shed.values(), "queue.shed", shed);
    expect(shedTo.equals(DEAD_LETTERS) || shedTo.equals(COUNT), "queue.shed-to", shedTo);
    if (capacity < (sheds ? 1 : 0) || (deadline != null && deadline.isNegative())) {
      throw new ConfigException(
          "expected a queue.capacity of at least 0 (1 with queue.shed) and a queue.deadline of at least 0, found %d and %s"
              .formatted(capacity, deadline));
    }
  }

  /** Everything at its default. */
  public static QueueConfig standard() {
    return new QueueConfig(CAPACITY, null, REJECT, NONE, DEAD_LETTERS, List.of());
  }

  /**
   * @throws ConfigException if moments were to be shed and never would be
   */
  void checkAgainst(int maxInFlight) {
    if (!shed.equals(NONE) && capacity >= maxInFlight) {
      throw new ConfigException(
          "expected a queue.capacity below delivery.max-in-flight (%d), found %d: no more than those are taken from the topic at a time, so none would ever be shed"
              .formatted(maxInFlight, capacity));
    }
  }

  /** As the graph takes it. */
  QueuePolicy policy() {
    return new QueuePolicy(
        capacity,
        deadline,
        choice(OnDeadline.values(), "queue.on-deadline", onDeadline),
        choice(Shed.values(), "queue.shed", shed),
        shedTo.equals(DEAD_LETTERS),
        priority.stream().map(p -> new QueuePolicy.Level(p.sites(), p.level())).toList());
  }

  private static void expect(boolean holds, String key, String found) {
    if (!holds) {
      throw new ConfigException(
          "expected %s or %s in %s, found '%s'".formatted(DEAD_LETTERS, COUNT, key, found));
    }
  }

  private static <E extends Enum<E>> E choice(E[] choices, String key, String text) {
    return Stream.of(choices)
        .filter(choice -> word(choice).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigException(
                    "expected one of %s in %s, found '%s'"
                        .formatted(Stream.of(choices).map(QueueConfig::word).toList(), key, text)));
  }

  private static String word(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
