package io.sensorium.worker.payload;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that owns a consumer and runs one step after another until it is closed. A step that
 * meets trouble with Kafka is run again after a pause, for as long as the trouble lasts.
 */
final class ConsumerThread implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ConsumerThread.class);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final Consumer<byte[], byte[]> consumer;
  private final Runnable step;
  private final Thread thread;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final AtomicBoolean polling = new AtomicBoolean();

  ConsumerThread(String name, Consumer<byte[], byte[]> consumer, Runnable step) {
    this.consumer = consumer;
    this.step = step;
    this.thread = new Thread(this::run, name);
    this.thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Ends a poll that is going on, from any thread. */
  void wake() {
    if (polling.getAndSet(false)) {
      consumer.wakeup();
    }
  }

  /** Polls, until {@link #wake()} at the longest; for the step. */
  ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    polling.set(true);
    try {
      return consumer.poll(timeout);
    } catch (WakeupException e) {
      return ConsumerRecords.empty();
    } finally {
      polling.set(false);
    }
  }

  @Override
  public void close() {
    closing.countDown();
    consumer.wakeup();
    try {
      thread.join(CLOSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    String trouble = "";
    while (closing.getCount() > 0) {
      try {
        step.run();
        trouble = "";
      } catch (WakeupException e) {
        // A wake that came just after its poll; the loop looks at what woke it.
      } catch (KafkaException e) {
        if (!trouble.equals(String.valueOf(e.getMessage()))) {
          trouble = String.valueOf(e.getMessage());
          LOG.warn("{} cannot read, and tries again until it can: {}", thread.getName(), trouble);
        }
        pause();
      }
    }
    consumer.close(CloseOptions.timeout(CLOSE));
  }

  private void pause() {
    try {
      closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      closing.countDown();
    }
  }
}
