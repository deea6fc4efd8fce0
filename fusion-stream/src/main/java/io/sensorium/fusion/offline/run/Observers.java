package io.sensorium.fusion.offline.run;

import io.sensorium.fusion.align.AlignedMoment;
import io.sensorium.fusion.align.DropReason;
import io.sensorium.fusion.align.SensorEvent;
import io.sensorium.recording.RecordedEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Several observers as one, told in the order of the list. */
public record Observers(List<RunObserver> all) implements RunObserver {
  public Observers {
    all = List.copyOf(all);
  }

  @Override
  public void arrived(String site, SensorEvent<Row> event, @Nullable DropReason refused) {
    all.forEach(each -> each.arrived(site, event, refused));
  }

  @Override
  public void ignored(RecordedEvent row) {
    all.forEach(each -> each.ignored(row));
  }

  @Override
  public void emitted(String site, AlignedMoment<Row> moment) {
    all.forEach(each -> each.emitted(site, moment));
  }

  @Override
  public void dropped(String site, SensorEvent<Row> event, DropReason reason) {
    all.forEach(each -> each.dropped(site, event, reason));
  }
}
