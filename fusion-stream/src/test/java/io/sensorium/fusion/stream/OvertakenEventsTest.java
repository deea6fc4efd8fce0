package io.sensorium.fusion.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.sensorium.fusion.align.AlignedMoment;
import io.sensorium.fusion.align.ClockAlarm;
import io.sensorium.fusion.align.DropReason;
import io.sensorium.fusion.align.Modality;
import io.sensorium.fusion.plan.AlignmentPlan;
import io.sensorium.fusion.stream.site.TaskAlignment;
import io.sensorium.fusion.stream.site.WrittenStore;
import io.sensorium.fusion.stream.source.ArrivedEvent;
import io.sensorium.fusion.stream.source.ArrivedEvent.Header;
import io.sensorium.fusion.stream.source.ArrivedEvent.Place;
import io.sensorium.fusion.stream.source.ArrivedEvent.Standing;
import io.sensorium.pipeline.Pipeline;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.Test;

class OvertakenEventsTest {
  private final AtomicLong nowMs = new AtomicLong(1_000_000);
  private final FusionCounter counter = new FusionCounter();
  private final OvertakenEvents overtaken = new OvertakenEvents(counter, clock());

  @Test
  void everyOneIsCountedAndOneAMinuteIsWarnedOf() {
    List<Boolean> warned = new ArrayList<>();
    for (long at : new long[] {0, 1, 59_999, 60_000, 60_001, 200_000}) {
      nowMs.set(1_000_000 + at);
      warned.add(overtaken.one(frame(1, 5), 5));
    }

    assertThat(warned).containsExactly(true, false, false, true, false, true);
    assertThat(counter.counts().overtaken()).isEqualTo(6);
  }

  @Test
  void anEventBehindWhatWasTakenForPassedIsCountedAndStillHandled() {
    List<String> decided = new ArrayList<>();
    TaskAlignment task = task(decided);

    task.add(frame(1, 1_000));
    task.release(1_050, 1_050);
    task.add(frame(2, 1_050));
    task.add(frame(3, 1_051));
    task.release(100_000, 100_000);

    assertThat(counter.counts().overtaken()).isEqualTo(1);
    assertThat(decided).containsExactly("e1", "e2", "e3");
  }

  private Clock clock() {
    InstantSource source = () -> Instant.ofEpochMilli(nowMs.get());
    return source.withZone(ZoneOffset.UTC);
  }

  private TaskAlignment task(List<String> decided) {
    WrittenStore store =
        new WrittenStore(new MockProcessorContext<Void, Void>().getStateStoreContext());
    return new TaskAlignment(
        AlignmentPlan.of(Pipeline.parse("test", Sent.PIPELINE)),
        store,
        new TaskAlignment.Outcome() {
          @Override
          public void alarmed(ClockAlarm<ArrivedEvent> alarm) {
            throw new AssertionError("no clock is watched here");
          }

          @Override
          public void emitted(String site, AlignedMoment<ArrivedEvent> moment) {
            moment.matches().get(0).forEach(event -> decided.add(event.id()));
          }

          @Override
          public void dropped(ArrivedEvent event, DropReason reason) {
            decided.add(event.header.id() + " " + reason);
          }

          @Override
          public void overtaken(ArrivedEvent event, long passedMs) {
            overtaken.one(event, passedMs);
          }
        });
  }

  private static ArrivedEvent frame(long offset, long arrivalMs) {
    return new ArrivedEvent(
        new Place(Modality.CAMERA, offset, arrivalMs, 9, 0),
        new Header("home", "door", "e" + offset, arrivalMs * 1_000, 0, null, null),
        Standing.WAITING);
  }
}
