package io.sensorium.fusion.stream;

import io.sensorium.fusion.align.ClosedBy;
import io.sensorium.fusion.align.Modality;
import io.sensorium.fusion.align.SiteState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of the state stores. Every value begins with the version of its form; a form that is
 * not known is refused rather than guessed at.
 */
final class StateCodec {
  private static final int VERSION = 1;

  private StateCodec() {}

  /** A task has one partition of each source: modality and offset name an event. */
  static Bytes key(ArrivedEvent event) {
    return Bytes.wrap(
        ByteBuffer.allocate(9)
            .put((byte) code(event.place.modality()))
            .putLong(event.place.offset())
            .array());
  }

  static byte[] event(ArrivedEvent event) {
    return bytes(
        out -> {
          out.writeByte(code(event.place.modality()));
          out.writeLong(event.place.offset());
          out.writeLong(event.place.arrivalMs());
          out.writeInt(event.place.length());
          out.writeInt(event.place.checksum());
          out.writeByte(event.standing.name().charAt(0));
          write(out, event.header.site());
          write(out, event.header.sensor());
          write(out, event.header.id());
          out.writeLong(event.header.timeUs());
          out.writeLong(event.header.durationUs());
          write(out, event.header.text());
          write(out, event.header.traceparent());
        });
  }

  static ArrivedEvent event(byte[] value) {
    return read(
        value,
        in -> {
          ArrivedEvent.Place place =
              new ArrivedEvent.Place(
                  modality(in.readByte()),
                  in.readLong(),
                  in.readLong(),
                  in.readInt(),
                  in.readInt());
          ArrivedEvent.Standing standing = standing((char) in.readByte());
          ArrivedEvent.Header header =
              new ArrivedEvent.Header(
                  text(in),
                  text(in),
                  text(in),
                  in.readLong(),
                  in.readLong(),
                  string(in),
                  string(in));
          ArrivedEvent event = new ArrivedEvent(place, header, standing);
          event.stored = true;
          return event;
        });
  }

  static Bytes key(String site) {
    return Bytes.wrap(site.getBytes(StandardCharsets.UTF_8));
  }

  static String site(Bytes key) {
    return new String(key.get(), StandardCharsets.UTF_8);
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
        });
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
                open(in)));
  }

  private static List<SiteState.Sensor> sensors(DataInputStream in) throws IOException {
    int count = in.readInt();
    List<SiteState.Sensor> sensors = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sensors.add(
          new SiteState.Sensor(
              modality(in.readByte()), text(in), in.readLong(), in.readLong(), in.readInt()));
    }
    return sensors;
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

  private interface Writing {
    void to(DataOutputStream out) throws IOException;
  }

  private interface Reading<T> {
    T from(DataInputStream in) throws IOException;
  }

  private static byte[] bytes(Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(160);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      writing.to(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static <T> T read(byte[] value, Reading<T> reading) {
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

  private static int code(Modality modality) {
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

  private static ArrivedEvent.Standing standing(char initial) {
    for (ArrivedEvent.Standing standing : ArrivedEvent.Standing.values()) {
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
