package io.sensorium.fusion.align;

import java.util.HashMap;
import java.util.Map;

/** What is known of one sensor's clock, and what it has in the buffer. */
final class SensorClock<R> {
  final Modality modality;
  final String name;

  /** Indexes of the inputs that it feeds. */
  final int[] inputs;

  final boolean feedsPace;
  final long offsetUs;

  /** It is live while silent for less than this: the longest of its inputs. */
  final long idleUs;

  final Map<String, Held<R>> buffered = new HashMap<>();
  long watermark = SiteState.UNSET;
  long lastArrival = SiteState.UNSET;

  /** How many times running its events were more than the clock jump below its watermark. */
  int strikes;

  SensorClock(AlignmentSpec spec, Modality modality, String name, int[] inputs) {
    this.modality = modality;
    this.name = name;
    this.inputs = inputs;
    this.offsetUs = spec.inputs().get(inputs[0]).offsetUs();
    boolean pace = false;
    long idle = 0;
    for (int input : inputs) {
      pace |= spec.inputs().get(input).matching() instanceof Matching.Pace;
      idle = Math.max(idle, spec.inputs().get(input).idleUs());
    }
    this.feedsPace = pace;
    this.idleUs = idle;
  }

  /** The event's time with the input's offset, held within ± {@link AlignmentSpec#WIDEST}. */
  long timeOf(SensorEvent<R> event) {
    long widest = AlignmentSpec.WIDEST;
    long device = Math.max(-widest, Math.min(widest, event.timeUs()));
    return Math.max(-widest, Math.min(widest, device + offsetUs));
  }

  /** End of the event's span; its time where it is a point in time. */
  long endOf(SensorEvent<R> event) {
    long span = Math.max(0, Math.min(AlignmentSpec.WIDEST, event.durationUs()));
    return Math.min(AlignmentSpec.WIDEST, timeOf(event) + span);
  }

  boolean heard() {
    return lastArrival != SiteState.UNSET;
  }

  boolean live(long now) {
    return heard() && now - lastArrival < idleUs;
  }
}
