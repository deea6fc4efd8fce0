package io.sensorium.fusion.stream.site;

import io.sensorium.fusion.align.ClosedBy;
import io.sensorium.fusion.align.Modality;
import io.sensorium.fusion.align.SiteState;
import io.sensorium.fusion.clock.EstimatorState;
import io.sensorium.fusion.stream.source.ArrivedEvent;
import io.sensorium.fusion.stream.source.ArrivedEvent.Standing;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of the state stores. Every value begins with the version of its form; a form that is
 * not known is refused rather than guessed at.
 */
final class StateCodec {
  private static final int VERSION = 2;

  /** Length of what names an event within its site. */
  private static final int RECORD = 1 + Long.BYTES;

  private static final char NOT_YET = '-';

  private StateCodec() {}

  /** An event as the store has it: its standing of a version of its site, and the one before. */
  record SavedEvent(ArrivedEvent event, long version, @Nullable Standing before) {}

  /** A site's record: the length of its name and its name. Its events' keys begin with it. */
  static Bytes key(String site) {
    byte[] name = site.getBytes(StandardCharsets.UTF_8);
    return Bytes.wrap(
        ByteBuffer.allocate(Integer.BYTES + name.length).putInt(name.length).put(name).array());
  }

  /** An event of a site. A task has one partition of each source: the record names the event. */
  static Bytes key(Bytes site, Bytes record) {
    byte[] prefix = site.get();
    return Bytes.wrap(
        ByteBuffer.allocate(prefix.length + RECORD).put(prefix).put(record.get()).array());
  }

  /** What names an event within its site: modality and offset. */
  static Bytes record(ArrivedEvent.Place place) {
    return Bytes.wrap(
        ByteBuffer.allocate(RECORD)
            .put((byte) code(place.modality()))
            .putLong(place.offset())
            .array());
  }

  /** What names the event of a key. */
  static Bytes record(Bytes event) {
    int length = event.get().length;
    return Bytes.wrap(Arrays.copyOfRange(event.get(), length - RECORD, length));
  }

  /** The site's key within that of its record or one of its events. */
  static Bytes siteKey(Bytes key) {
    int length = Integer.BYTES + ByteBuffer.wrap(key.get()).getInt();
    return key.get().length == length ? key : Bytes.wrap(Arrays.copyOf(key.get(), length));
  }

  /** After the keys of a site's events, and before those of any other. */
  static Bytes afterEvents(Bytes site) {
    byte[] end = Arrays.copyOf(site.get(), site.get().length + 1);
    end[end.length - 1] = Byte.MAX_VALUE;
    return Bytes.wrap(end);
  }

  static String site(Bytes siteKey) {
    int length = siteKey.get().length - Integer.BYTES;
    return new String(siteKey.get(), Integer.BYTES, length, StandardCharsets.UTF_8);
  }

  /** The event as a version of its site has it. */
  static byte[] event(ArrivedEvent event, long version) {
    return bytes(
        out -> {
          out.writeLong(version);
          out.writeByte(event.standing.name().charAt(0));
          out.writeByte(event.saved == null ? NOT_YET : event.saved.name().charAt(0));
          out.writeLong(event.place.arrivalMs());
          out.writeInt(event.place.length());
          out.writeInt(event.place.checksum());
          write(out, event.header.sensor());
          write(out, event.header.id());
          out.writeLong(event.header.timeUs());
          out.writeLong(event.header.durationUs());
          out.writeLong(event.alignedUs);
          write(out, event.header.text());
          write(out, event.header.traceparent());
        });
  }

  static SavedEvent event(String site, Bytes key, byte[] value) {
    ByteBuffer record = ByteBuffer.wrap(record(key).get());
    return read(
        value,
        in -> {
          long version = in.readLong();
          Standing standing = standing((char) in.readByte());
          char before = (char) in.readByte();
          ArrivedEvent.Place place =
              new ArrivedEvent.Place(
                  modality(record.get()),
                  record.getLong(),
                  in.readLong(),
                  in.readInt(),
                  in.readInt());
          String sensor = text(in);
          String id = text(in);
          long timeUs = in.readLong();
          long durationUs = in.readLong();
          long alignedUs = in.readLong();
          ArrivedEvent.Header header =
              new ArrivedEvent.Header(site, sensor, id, timeUs, durationUs, string(in), string(in));
          ArrivedEvent event = new ArrivedEvent(place, header, standing);
          event.alignedUs = alignedUs;
          event.saved = standing;
          return new SavedEvent(event, version, before == NOT_YET ? null : standing(before));
        });
  }

  static byte[] site(SiteState state) {
    return bytes(
        out -> {
          out.writeLong(state.nowUs());
          out.writeLong(state.firstArrivalUs());
          out.writeInt(state.epoch());
          out.writeLong(state.lastClosedTimeUs());
          out.writeLong(state.nextTickUs());
          out.writeLong(state.lastTickUs());
          out.writeInt(state.sensors().size());
          for (SiteState.Sensor sensor : state.sensors()) {
            out.writeByte(code(sensor.modality()));
            write(out, sensor.name());
            out.writeLong(sensor.watermarkUs());
            out.writeLong(sensor.lastArrivalUs());
            out.writeInt(sensor.strikes());
            out.writeBoolean(sensor.alarmed());
            write(out, sensor.estimator());
          }
          out.writeInt(state.open().size());
          for (SiteState.Open open : state.open()) {
            out.writeLong(open.timeUs());
            out.writeLong(open.openedUs());
            out.writeLong(open.unsettled());
            out.writeByte(open.forcedBy().name().charAt(0));
            out.writeLong(open.forcedAtUs());
            write(out, open.paceSensor());
            write(out, open.paceId());
          }
          write(out, state.sets());
        });
  }

  private static void write(DataOutputStream out, SiteState.@Nullable Sets sets)
      throws IOException {
    out.writeInt(sets == null ? -1 : sets.lanes().size());
    if (sets != null) {
      out.writeInt(sets.pivot());
      out.writeLong(sets.robbed());
      for (SiteState.Lane lane : sets.lanes()) {
        out.writeLong(lane.enteredUs());
        write(out, lane.enteredSensor());
        out.writeLong(lane.settledUs());
        out.writeByte(lane.forcedBy().name().charAt(0));
        out.writeInt(lane.passed());
      }
    }
  }

  static SiteState site(byte[] value) {
    return read(
        value,
        in ->
            new SiteState(
                in.readLong(),
                in.readLong(),
                in.readInt(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                sensors(in),
                open(in),
                sets(in)));
  }

  private static List<SiteState.Sensor> sensors(DataInputStream in) throws IOException {
    int count = in.readInt();
    List<SiteState.Sensor> sensors = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sensors.add(
          new SiteState.Sensor(
              modality(in.readByte()),
              text(in),
              in.readLong(),
              in.readLong(),
              in.readInt(),
              in.readBoolean(),
              estimator(in)));
    }
    return sensors;
  }

  private static void write(DataOutputStream out, @Nullable EstimatorState estimator)
      throws IOException {
    out.writeByte(estimator == null ? 0 : 1);
    if (estimator != null) {
      out.writeLong(estimator.bucket());
      out.writeInt(estimator.strikes());
      out.writeInt(estimator.points().size());
      for (EstimatorState.Point point : estimator.points()) {
        out.writeLong(point.endUs());
        out.writeLong(point.delayUs());
      }
    }
  }

  private static @Nullable EstimatorState estimator(DataInputStream in) throws IOException {
    if (in.readByte() == 0) {
      return null;
    }
    long bucket = in.readLong();
    int strikes = in.readInt();
    int count = in.readInt();
    List<EstimatorState.Point> points = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      points.add(new EstimatorState.Point(in.readLong(), in.readLong()));
    }
    return new EstimatorState(bucket, strikes, points);
  }

  private static List<SiteState.Open> open(DataInputStream in) throws IOException {
    int count = in.readInt();
    List<SiteState.Open> open = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      open.add(
          new SiteState.Open(
              in.readLong(),
              in.readLong(),
              in.readLong(),
              closedBy((char) in.readByte()),
              in.readLong(),
              string(in),
              string(in)));
    }
    return open;
  }

  private static SiteState.@Nullable Sets sets(DataInputStream in) throws IOException {
    int count = in.readInt();
    if (count < 0) {
      return null;
    }
    int pivot = in.readInt();
    long robbed = in.readLong();
    List<SiteState.Lane> lanes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      lanes.add(
          new SiteState.Lane(
              in.readLong(),
              text(in),
              in.readLong(),
              closedBy((char) in.readByte()),
              in.readInt()));
    }
    return new SiteState.Sets(pivot, robbed, lanes);
  }

  interface Writing {
    void to(DataOutputStream out) throws IOException;
  }

  interface Reading<T> {
    T from(DataInputStream in) throws IOException;
  }

  static byte[] bytes(Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(160);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      writing.to(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static <T> T read(byte[] value, Reading<T> reading) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(value))) {
      int version = in.readByte();
      if (version != VERSION) {
        throw new IllegalStateException(
            "expected state of version "
                + VERSION
                + ", found "
                + version
                + ": written by another release; use another application-id to begin anew");
      }
      return reading.from(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(DataOutputStream out, @Nullable String text) throws IOException {
    if (text == null) {
      out.writeInt(-1);
    } else {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      out.writeInt(utf8.length);
      out.write(utf8);
    }
  }

  private static @Nullable String string(DataInputStream in) throws IOException {
    int length = in.readInt();
    return length < 0 ? null : new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  private static String text(DataInputStream in) throws IOException {
    String text = string(in);
    return text == null ? "" : text;
  }

  static int code(Modality modality) {
    return switch (modality) {
      case CAMERA -> 0;
      case AUDIO -> 1;
      case TEXT -> 2;
    };
  }

  private static Modality modality(int code) {
    return switch (code) {
      case 0 -> Modality.CAMERA;
      case 1 -> Modality.AUDIO;
      case 2 -> Modality.TEXT;
      default -> throw new IllegalStateException("state names modality " + code);
    };
  }

  private static Standing standing(char initial) {
    for (Standing standing : Standing.values()) {
      if (standing.name().charAt(0) == initial) {
        return standing;
      }
    }
    throw new IllegalStateException("state names standing " + initial);
  }

  private static ClosedBy closedBy(char initial) {
    for (ClosedBy by : ClosedBy.values()) {
      if (by.name().charAt(0) == initial) {
        return by;
      }
    }
    throw new IllegalStateException("state names closing " + initial);
  }
}
