package io.sensorium.worker.plan;

import io.sensorium.worker.decode.ResultDecoder;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which inputs can be left out of a step, so that nothing of them is left. */
final class Leavable {
  private Leavable() {}

  /**
   * With a mask: the inputs that it names. Without: those whose embeddings can be zeros beside
   * others; payloads are not left out, since that would run a whole network again. In both cases
   * none that comes through a step that mixes it with others.
   *
   * @param plans the steps before it
   */
  static List<String> of(StepPlan step, List<StepPlan> plans, ResultDecoder decoder) {
    Set<String> named = new LinkedHashSet<>();
    Set<String> embedded = new LinkedHashSet<>();
    Set<String> direct = new LinkedHashSet<>();
    Set<String> mixed = new LinkedHashSet<>();
    for (FeedPlan feed : step.feeds()) {
      if (feed instanceof FeedPlan.FromPresence presence) {
        named.addAll(presence.inputs());
      } else if (feed instanceof FeedPlan.FromInput from) {
        direct.add(from.input().name());
      } else if (feed instanceof FeedPlan.FromStep from) {
        Set<String> inputs = plans.get(from.step()).inputs();
        (inputs.size() == 1 ? embedded : mixed).addAll(inputs);
      }
    }
    Set<String> alone = new LinkedHashSet<>(embedded);
    alone.removeAll(direct);
    List<String> leavable = new ArrayList<>(step.masked() ? named : alone);
    leavable.removeAll(mixed);
    boolean others = step.masked() || step.inputs().size() > 1;
    return decoder.scored() && others ? leavable : List.of();
  }
}
