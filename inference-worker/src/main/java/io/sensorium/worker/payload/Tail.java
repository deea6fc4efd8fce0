package io.sensorium.worker.payload;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongFunction;

/**
 * How far one partition has been read, and who waits for records that are still to come. Owned by
 * the thread that reads the partition.
 */
final class Tail {
  private record Waiting(CompletableFuture<Lookup> answer, long sinceNanos) {}

  private final NavigableMap<Long, List<Waiting>> waiting = new TreeMap<>();
  private long next;

  /**
   * @param next the first offset that will be read
   */
  Tail(long next) {
    this.next = next;
  }

  /** The next offset to be read. */
  long next() {
    return next;
  }

  /** The smallest offset that someone waits for. */
  OptionalLong firstWaiting() {
    return waiting.isEmpty() ? OptionalLong.empty() : OptionalLong.of(waiting.firstKey());
  }

  /** Whether someone has been waiting since before that time. */
  boolean waitingSinceBefore(long nanos) {
    return waiting.values().stream()
        .flatMap(List::stream)
        .anyMatch(one -> one.sinceNanos() - nanos < 0);
  }

  void await(long offset, CompletableFuture<Lookup> answer, long nowNanos) {
    waiting.computeIfAbsent(offset, o -> new ArrayList<>(1)).add(new Waiting(answer, nowNanos));
  }

  /** Notes that reading goes on elsewhere; who waits goes on waiting. */
  void restart(long offset) {
    next = offset;
  }

  /** Takes a record as read. */
  void deliver(long offset, byte[] value) {
    next = offset + 1;
    List<Waiting> here = waiting.remove(offset);
    if (here != null) {
      here.forEach(one -> one.answer().complete(new Lookup.Found(value)));
    }
  }

  /**
   * Takes it that everything below that position has been read: who still waits for an offset below
   * waits for a record that is not there.
   */
  void advance(long position) {
    next = Math.max(next, position);
    giveUp(
        waiting.headMap(position, false),
        offset -> "offset " + offset + " holds no committed record: compacted away or aborted");
  }

  /** Gives up those below the first offset that the topic still has. */
  void giveUpBelow(long beginning) {
    giveUp(
        waiting.headMap(beginning, false),
        offset ->
            "offset " + offset + " is gone by retention: the topic now begins at " + beginning);
  }

  /** Gives up those at or beyond the topic's end. */
  void giveUpFrom(long end) {
    giveUp(
        waiting.tailMap(end, true),
        offset ->
            "offset " + offset + " is beyond the topic's end " + end + ": it was cut or remade");
  }

  /** Gives up all. */
  void giveUpAll(String detail) {
    giveUp(waiting, offset -> detail);
  }

  void cancel() {
    waiting.values().forEach(all -> all.forEach(one -> one.answer().cancel(false)));
    waiting.clear();
  }

  private static void giveUp(Map<Long, List<Waiting>> some, LongFunction<String> detail) {
    some.forEach(
        (offset, all) ->
            all.forEach(one -> one.answer().complete(new Lookup.Gone(detail.apply(offset)))));
    some.clear();
  }
}
