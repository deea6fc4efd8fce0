package io.sensorium.bench.fusion;

import java.time.Duration;
import java.util.Locale;

/** The contenders, in the order of the table. Their keys are their names in small letters. */
enum ContenderKind {
  FUSION_EXACTLY_ONCE(
      "fusion, exactly-once",
      Output.MOMENTS,
      "the defaults of the fusion service, commit interval 100 ms included"),
  FUSION_AT_LEAST_ONCE(
      "fusion, at-least-once", Output.MOMENTS, "the same with `guarantee: at-least-once`"),
  DSL_ROCKSDB(
      "Kafka Streams DSL, RocksDB",
      Output.ROWS,
      "two left joins of KStreams, payloads inline, at-least-once, topology.optimization=all,"
          + " grace as the pipeline waits, linger.ms=5 (the producer's own default: Streams'"
          + " 100 was no faster), 8 MB fetches, else Kafka's"
          + " defaults (the record cache is not used by these joins)"),
  DSL_MEMORY(
      "Kafka Streams DSL, in memory",
      Output.ROWS,
      "the same with dsl.store.suppliers.class=InMemoryDslStoreSuppliers"),
  DSL_MEMORY_EXACTLY_ONCE(
      "Kafka Streams DSL, in memory, exactly-once",
      Output.ROWS,
      "the same with processing.guarantee=exactly_once_v2 (commit interval 100 ms)"),
  DSL_REFERENCES(
      "Kafka Streams DSL, in memory, references",
      Output.ROWS,
      "in memory, at-least-once, payloads taken out before the joins"),
  FLINK(
      "Flink interval join",
      Output.ROWS,
      "2.2.1, two inner interval joins (it has no outer ones), parallelism 1, object reuse, heap"
          + " state, checkpoints every 10 s to files, sink at-least-once, sources aligned to 60 s of"
          + " each other every 50 ms, buffer timeout 10 ms, linger.ms=5, 8 MB fetches"),
  FLINK_EXACTLY_ONCE(
      "Flink interval join, exactly-once",
      Output.ROWS,
      "the same, checkpoints every second, as its sink shows rows at checkpoints only"),
  STREAMS_READER(
      "Kafka Streams that only reads", Output.NOTHING, "takes every record, writes nothing"),
  BARE_READER(
      "bare Kafka consumer", Output.NOTHING, "no group, 8 MB fetches, 1,000 records a poll");

  /** What a contender writes. */
  enum Output {
    MOMENTS,
    ROWS,
    NOTHING
  }

  private final String title;
  private final Output output;
  private final String settings;

  ContenderKind(String title, Output output, String settings) {
    this.title = title;
    this.output = output;
    this.settings = settings;
  }

  /** What all others are compared with. */
  static ContenderKind limit() {
    return STREAMS_READER;
  }

  String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String title() {
    return title;
  }

  Output output() {
    return output;
  }

  /** How it is set up, for the report. */
  String settings() {
    return settings;
  }

  /** Neither ours nor a mere reader. */
  boolean peer() {
    return output == Output.ROWS;
  }

  boolean flink() {
    return this == FLINK || this == FLINK_EXACTLY_ONCE;
  }

  /** A run that has taken every event and shows nothing new for so long is over. */
  Duration quiet() {
    return this == FLINK_EXACTLY_ONCE ? Duration.ofSeconds(4) : Duration.ofSeconds(2);
  }
}
