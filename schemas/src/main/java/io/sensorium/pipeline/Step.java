package io.sensorium.pipeline;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One model of a pipeline and what feeds it.
 *
 * @param name the step's name
 * @param model the model's name in the repository
 * @param version a version of it; null for the highest
 * @param tensors what feeds each of the model's input tensors, in the order of the file
 * @param when it runs for a moment only where all of these hold; empty for always
 * @param optional whether a moment past its deadline goes without it
 */
public record Step(
    String name,
    String model,
    @Nullable String version,
    Map<String, Feed> tensors,
    List<Condition> when,
    boolean optional) {
  public Step {
    tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    when = List.copyOf(when);
  }

  /** The same step with that version of its model. */
  public Step withVersion(String other) {
    return new Step(name, model, other, tensors, when, optional);
  }

  /** Whether some moments go without it. */
  public boolean dispensable() {
    return optional || !when.isEmpty();
  }
}
