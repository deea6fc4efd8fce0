package io.sensorium.fusion.offline.page;

import io.sensorium.fusion.align.AlignedMoment;
import io.sensorium.fusion.align.ClosedBy;
import io.sensorium.fusion.align.InputSpec;
import io.sensorium.fusion.align.Modality;
import io.sensorium.fusion.align.SensorEvent;
import io.sensorium.fusion.offline.run.Row;
import java.util.ArrayList;
import java.util.List;

/** When the sensors of one site were heard, and how far they had come: why inputs are missing. */
final class SensorWatch {
  private static final long NEVER = Long.MIN_VALUE;

  /** A sensor, when it was heard last, and the largest end that it has shown. */
  private static final class Heard {
    private final Modality modality;
    private final String name;
    private long lastArrival = NEVER;
    private long watermark = NEVER;

    private Heard(Modality modality, String name) {
      this.modality = modality;
      this.name = name;
    }
  }

  private final List<Heard> sensors = new ArrayList<>();

  /** Index of the sensor, in order of first hearing. */
  int sensor(Modality modality, String name) {
    for (int i = 0; i < sensors.size(); i++) {
      Heard heard = sensors.get(i);
      if (heard.modality == modality && heard.name.equals(name)) {
        return i;
      }
    }
    sensors.add(new Heard(modality, name));
    return sensors.size() - 1;
  }

  int size() {
    return sensors.size();
  }

  Modality modality(int sensor) {
    return sensors.get(sensor).modality;
  }

  String name(int sensor) {
    return sensors.get(sensor).name;
  }

  /** The event has been taken in. */
  void hear(SensorEvent<Row> event) {
    Heard heard = sensors.get(sensor(event.modality(), event.sensor()));
    heard.lastArrival = event.handle().arrivalUs();
    heard.watermark = Math.max(heard.watermark, event.handle().timeUs() + event.durationUs());
  }

  /** Why the moment lacks the input. */
  Missing why(AlignedMoment<?> moment, InputSpec input) {
    if (moment.closedBy() == ClosedBy.RESET) {
      return Missing.RESET;
    }
    long now = moment.closedUs();
    boolean heard = false;
    long watermark = Long.MAX_VALUE;
    for (Heard sensor : sensors) {
      if (input.takes(sensor.modality, sensor.name) && sensor.lastArrival != NEVER) {
        heard = true;
        if (now - sensor.lastArrival < input.idleUs()) {
          watermark = Math.min(watermark, sensor.watermark);
        }
      }
    }
    if (!heard) {
      return Missing.NEVER_HEARD;
    }
    if (watermark == Long.MAX_VALUE) {
      return Missing.SILENT;
    }
    long safe = watermark - input.disorderUs();
    return safe >= moment.timeUs() + input.matching().reachUs()
        ? Missing.NONE_IN_REACH
        : Missing.WAITED;
  }
}
