package io.sensorium.worker.delivery;

import io.sensorium.event.Moment;
import io.sensorium.event.Stage;
import io.sensorium.worker.answer.Answer;
import io.sensorium.worker.moment.Outcome;
import io.sensorium.worker.share.MomentWay;
import io.sensorium.worker.share.Taken;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The way of a share group's moments. One that comes back for more than its last try is not run: it
 * may be what killed the workers that had it.
 */
final class SharedMoments implements MomentWay {
  private static final CompletableFuture<Void> AT_ONCE = CompletableFuture.completedFuture(null);

  private final MomentPath path;
  private final MomentReader reader;
  private final int maxTries;

  /**
   * @param maxTries deliveries after which a moment is not run again
   */
  SharedMoments(MomentPath path, int maxTries) {
    this.path = path;
    this.reader = path.reader();
    this.maxTries = maxTries;
  }

  @Override
  public Taken take(ConsumerRecord<byte[], byte[]> record, int deliveries) {
    MomentReader.Reading reading = reader.read(record);
    if (deliveries > maxTries) {
      return new Taken(givenUp(record, reading, deliveries), 0, () -> {});
    }
    Flight flight = path.processor().take(record, reading, AT_ONCE);
    return new Taken(flight.answer(), flight.bytes(), flight::drop);
  }

  private CompletableFuture<Answer> givenUp(
      ConsumerRecord<byte[], byte[]> record, MomentReader.Reading reading, int deliveries) {
    @Nullable Moment moment =
        reading instanceof MomentReader.Reading.Present present ? present.moment() : null;
    Outcome.Failed failure =
        new Outcome.Failed(
            Stage.MODEL,
            "expected an answer within %d deliveries, found none at delivery %d: the workers that had the moment were killed or gave it back; see their logs, and send it back with: sensorium dead-letters replay"
                .formatted(maxTries, deliveries),
            null);
    return path.retry().call(() -> path.writer().deadLetter(record, moment, failure, List.of()));
  }
}
