package io.sensorium.worker.answer;

import io.sensorium.event.DeadLetter;
import io.sensorium.event.MissingReason;
import io.sensorium.event.Moment;
import io.sensorium.event.Prediction;
import io.sensorium.event.Stage;
import io.sensorium.event.Timing;
import io.sensorium.topic.HeaderNames;
import io.sensorium.topic.Topics;
import io.sensorium.worker.moment.InputPayload;
import io.sensorium.worker.moment.MissingPayload;
import io.sensorium.worker.moment.MomentPayloads;
import io.sensorium.worker.moment.Outcome;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Writes predictions and dead letters. Thread-safe as its serializers are. */
public final class AnswerWriter {
  private static final int LARGEST_VALUE = 64 << 10;

  /** What a record takes beside its value, amply. */
  private static final int ENVELOPE = 1 << 10;

  private final String pipeline;
  private final int maxRecordBytes;
  private final String predictionTopic;
  private final String deadLetterTopic;
  private final Serializer<Prediction> predictions;
  private final Serializer<DeadLetter> deadLetters;
  private final InstantSource clock;

  /**
   * @param pipeline the pipeline's name, from which the topics follow
   * @param maxRecordBytes largest record that may be produced
   * @param clock says when a prediction was made
   */
  public AnswerWriter(
      String pipeline,
      int maxRecordBytes,
      Serializer<Prediction> predictions,
      Serializer<DeadLetter> deadLetters,
      InstantSource clock) {
    this.pipeline = pipeline;
    this.maxRecordBytes = maxRecordBytes;
    this.predictionTopic = Topics.predictions(pipeline);
    this.deadLetterTopic = Topics.deadLetters(pipeline);
    this.predictions = predictions;
    this.deadLetters = deadLetters;
    this.clock = clock;
  }

  /**
   * The prediction of a moment, or a dead letter where it is larger than a record may be.
   *
   * @param record the moment's record
   * @param resolvingUs microseconds that finding the payloads took
   * @throws io.sensorium.serde.RegistryUnavailableException while the schema cannot be registered
   */
  public Answer prediction(
      ConsumerRecord<byte[], byte[]> record,
      MomentPayloads payloads,
      Outcome.Predicted predicted,
      long resolvingUs) {
    Moment moment = payloads.moment();
    String trace = traceparent(record, moment);
    byte[] value =
        predictions.serialize(predictionTopic, prediction(moment, predicted, resolvingUs, trace));
    if (value.length > maxRecordBytes - ENVELOPE) {
      String reason =
          "expected a prediction of at most %d bytes, found %d; raise max.request.size and the topic's max.message.bytes, or let the model say less"
              .formatted(maxRecordBytes - ENVELOPE, value.length);
      return deadLetter(
          record, moment, new Outcome.Failed(Stage.MODEL, reason, null), lost(payloads));
    }
    StageTimes times =
        new StageTimes(
            waitingUs(moment),
            resolvingUs,
            predicted.timing().featuresUs(),
            predicted.timing().queueUs(),
            predicted.timing().computeUs());
    return new Answer(
        produced(predictionTopic, record, value, moment.getId(), trace),
        true,
        false,
        lost(payloads),
        times);
  }

  /**
   * The dead letter of a moment's record.
   *
   * @param moment the moment, where it could be read
   * @throws io.sensorium.serde.RegistryUnavailableException while the schema cannot be registered
   */
  public Answer deadLetter(
      ConsumerRecord<byte[], byte[]> record,
      @Nullable Moment moment,
      Outcome.Failed failure,
      List<MissingReason> lost) {
    byte[] value = record.value();
    String trace = traceparent(record, moment);
    DeadLetter letter =
        DeadLetter.newBuilder()
            .setPipeline(pipeline)
            .setTopic(record.topic())
            .setPartition(record.partition())
            .setOffset(record.offset())
            .setSite(text(record.key()))
            .setMomentId(moment == null ? null : moment.getId())
            .setStage(failure.stage())
            .setReason(failure.reason())
            .setStack(failure.cause() == null ? null : StackText.of(failure.cause()))
            .setFailedAt(clock.instant())
            .setValue(value == null || value.length > LARGEST_VALUE ? null : ByteBuffer.wrap(value))
            .setTraceparent(trace)
            .build();
    byte[] written = deadLetters.serialize(deadLetterTopic, letter);
    // Bytes that are no moment stay so; what threw an exception may not do so again.
    boolean mayPass = failure.stage() != Stage.DECODE && failure.cause() != null;
    String id = moment == null ? null : moment.getId();
    return new Answer(produced(deadLetterTopic, record, written, id, trace), false, mayPass, lost);
  }

  /** Why payloads of a moment could not be had, one for each. */
  public static List<MissingReason> lost(MomentPayloads payloads) {
    List<MissingReason> lost = new ArrayList<>();
    for (InputPayload input : payloads.inputs()) {
      for (MissingPayload missing : input.lost()) {
        lost.add(missing.reason());
      }
    }
    return lost;
  }

  private Prediction prediction(
      Moment moment, Outcome.Predicted predicted, long resolvingUs, @Nullable String trace) {
    return Prediction.newBuilder()
        .setMomentId(moment.getId())
        .setPipeline(moment.getPipeline())
        .setSite(moment.getSite())
        .setEpoch(moment.getEpoch())
        .setEventTime(moment.getEventTime())
        .setPredictedAt(clock.instant())
        .setResult(predicted.result())
        .setInputs(predicted.inputs())
        .setMissing(predicted.missing())
        .setModel(predicted.model())
        .setTiming(
            new Timing(
                waitingUs(moment),
                resolvingUs + predicted.timing().featuresUs(),
                predicted.timing().queueUs(),
                predicted.timing().computeUs()))
        .setStateReset(predicted.stateReset())
        .setLeftOutBy(predicted.leftOutBy())
        .setTraceparent(trace)
        .build();
  }

  private static long waitingUs(Moment moment) {
    return Duration.between(moment.getOpened(), moment.getClosed()).toNanos() / 1_000;
  }

  private static ProducerRecord<byte[], byte[]> produced(
      String topic,
      ConsumerRecord<byte[], byte[]> of,
      byte[] value,
      @Nullable String momentId,
      @Nullable String trace) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, of.partition(), of.key(), value);
    if (momentId != null) {
      record.headers().add(HeaderNames.MOMENT_ID, momentId.getBytes(StandardCharsets.UTF_8));
    }
    for (String name : List.of(HeaderNames.REPLAYED_FROM, HeaderNames.REPLAYS)) {
      Header header = of.headers().lastHeader(name);
      if (header != null) {
        record.headers().add(header);
      }
    }
    if (trace != null) {
      record.headers().add(HeaderNames.TRACEPARENT, trace.getBytes(StandardCharsets.US_ASCII));
    }
    return record;
  }

  private static @Nullable String traceparent(
      ConsumerRecord<byte[], byte[]> record, @Nullable Moment moment) {
    if (moment != null && moment.getTraceparent() != null) {
      return moment.getTraceparent();
    }
    Header header = record.headers().lastHeader(HeaderNames.TRACEPARENT);
    return header == null ? null : text(header.value());
  }

  private static @Nullable String text(byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
