package io.sensorium.worker.payload;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Follows each partition that is asked for, from the first offset asked for, into a window; what is
 * no longer in the window is left to the fallback. A partition that is far ahead of what is asked
 * for rests until that catches up, so that a backlog does not push out what it is about to need.
 */
final class FollowedRecords implements SourceRecords {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private final Consumer<byte[], byte[]> consumer;
  private final SourceRecords fallback;
  private final RecordWindow window;
  private final long windowBytes;
  private final LongSupplier nanoTime;
  private final Retention retention;
  private final ConsumerThread thread;
  private final LinkedBlockingQueue<Runnable> commands = new LinkedBlockingQueue<>();
  private final Map<TopicPartition, Tail> tails = new HashMap<>();
  private long lookedNanos;

  /**
   * @param consumer assigned by this class alone; resets no offset by itself
   * @param fallback reads what is older than the window; closed with this
   * @param windowBytes bytes that the window holds at most
   * @param nanoTime a clock as {@link System#nanoTime()}
   */
  FollowedRecords(
      Consumer<byte[], byte[]> consumer,
      SourceRecords fallback,
      long windowBytes,
      LongSupplier nanoTime) {
    this.consumer = consumer;
    this.fallback = fallback;
    this.window = new RecordWindow(windowBytes);
    this.windowBytes = windowBytes;
    this.nanoTime = nanoTime;
    this.retention = new Retention(consumer);
    this.thread = new ConsumerThread("payload-follower", consumer, this::step);
    this.lookedNanos = nanoTime.getAsLong();
  }

  void start() {
    thread.start();
  }

  @Override
  public CompletableFuture<Lookup> read(RecordAddress address) {
    // What has been read already, as nearly all has, needs no turn of the thread.
    byte @Nullable [] held = window.find(address);
    if (held != null) {
      return CompletableFuture.completedFuture(new Lookup.Found(held));
    }
    CompletableFuture<Lookup> answer = new CompletableFuture<>();
    command(() -> take(address, answer));
    return answer;
  }

  @Override
  public void release(int partition) {
    fallback.release(partition);
    command(() -> forget(partition));
  }

  @Override
  public void close() {
    thread.close();
    fallback.close();
    commands.forEach(Runnable::run);
    tails.values().forEach(Tail::cancel);
  }

  /** One turn: takes what is asked, reads what there is, answers. */
  void step() {
    runCommands();
    if (tails.isEmpty()) {
      return;
    }
    tails.forEach(this::leapOrRest);
    try {
      receive(thread.poll(POLL));
    } catch (OffsetOutOfRangeException e) {
      for (TopicPartition partition : e.partitions()) {
        Tail tail = tails.get(partition);
        if (tail != null) {
          retention.restart(partition, tail);
        }
      }
    }
    look();
  }

  private void command(Runnable command) {
    commands.add(command);
    thread.wake();
  }

  private void runCommands() {
    try {
      Runnable command =
          tails.isEmpty() ? commands.poll(POLL.toMillis(), TimeUnit.MILLISECONDS) : commands.poll();
      for (; command != null; command = commands.poll()) {
        command.run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void take(RecordAddress address, CompletableFuture<Lookup> answer) {
    Tail tail = tails.get(address.partition());
    if (tail == null) {
      tail = follow(address);
    }
    window.passed(address);
    byte @Nullable [] held = window.get(address);
    if (held != null) {
      answer.complete(new Lookup.Found(held));
    } else if (address.offset() >= tail.next()) {
      tail.await(address.offset(), answer, nanoTime.getAsLong());
    } else {
      pass(fallback.read(address), answer);
    }
  }

  private static void pass(CompletableFuture<Lookup> from, CompletableFuture<Lookup> to) {
    var unused =
        from.whenComplete(
            (found, failure) -> {
              if (found != null) {
                to.complete(found);
              } else {
                to.cancel(false);
              }
            });
  }

  private Tail follow(RecordAddress first) {
    Tail tail = new Tail(first.offset());
    tails.put(first.partition(), tail);
    consumer.assign(tails.keySet());
    consumer.seek(first.partition(), first.offset());
    return tail;
  }

  private void forget(int partition) {
    List<TopicPartition> left =
        tails.keySet().stream().filter(p -> p.partition() == partition).toList();
    for (TopicPartition one : left) {
      Tail tail = tails.remove(one);
      if (tail != null) {
        tail.cancel();
      }
      window.drop(one);
    }
    if (!left.isEmpty()) {
      consumer.assign(tails.keySet());
    }
  }

  /** Skips a gap that would fill the partition's share of the window, or rests if far ahead. */
  private void leapOrRest(TopicPartition partition, Tail tail) {
    long share = windowBytes / tails.size();
    OptionalLong wanted = tail.firstWaiting();
    if (wanted.isEmpty() && window.ahead(partition) > share / 2) {
      consumer.pause(Set.of(partition));
      return;
    }
    consumer.resume(Set.of(partition));
    if (wanted.isPresent() && (wanted.getAsLong() - tail.next()) * window.meanLength() > share) {
      consumer.seek(partition, wanted.getAsLong());
      tail.restart(wanted.getAsLong());
    }
  }

  private void receive(ConsumerRecords<byte[], byte[]> records) {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      TopicPartition partition = new TopicPartition(record.topic(), record.partition());
      Tail tail = tails.get(partition);
      if (tail != null) {
        byte[] value = SoughtRecords.value(record);
        window.add(new RecordAddress(partition, record.offset()), value);
        tail.deliver(record.offset(), value);
      }
    }
    records
        .nextOffsets()
        .forEach(
            (partition, position) -> {
              Tail tail = tails.get(partition);
              if (tail != null) {
                tail.advance(position.offset());
              }
            });
  }

  /** Now and then, looks whether someone waits for what will never come. */
  private void look() {
    long now = nanoTime.getAsLong();
    if (now - lookedNanos < BETWEEN_LOOKS.toNanos()) {
      return;
    }
    lookedNanos = now;
    Map<TopicPartition, Tail> overdue =
        tails.entrySet().stream()
            .filter(e -> e.getValue().waitingSinceBefore(now - PATIENCE.toNanos()))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    overdue.forEach(retention::settle);
  }
}
