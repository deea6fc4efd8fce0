package io.sensorium.bench.worker;

import java.util.Locale;

/** The contenders, in the order of the table. Their keys are their names in small letters. */
enum PredictorKind {
  WORKER(
      "worker, exactly-once",
      true,
      "the service as it ships: moments, payloads by reference, transactions, a lane a core"),
  STREAMS(
      "Kafka Streams, per record",
      true,
      "mapValues calls the model, batch 1, one stream thread, at-least-once, linger.ms=5"
          + " (the producer's own default), 8 MB fetches, else Kafka's defaults"),
  STREAMS_CORES("Kafka Streams, per record, a thread a core", true, "the same with more threads"),
  CONSUMER_LOOP(
      "plain consumer loops, one a core",
      true,
      "batch = poll (max.poll.records is the batch), producer with its defaults, offsets committed"
          + " every second after a flush: at-least-once"),
  BARE_DECODING(
      "bare ONNX Runtime loop that decodes",
      false,
      "payload records from memory, decoded with the worker's features, a thread a core"),
  BARE(
      "bare ONNX Runtime loop",
      false,
      "tensors that are there already, outputs into buffers that are there already, a session and"
          + " a thread a core, the batch that is best for it");

  private final String title;
  private final boolean writing;
  private final String settings;

  PredictorKind(String title, boolean writing, String settings) {
    this.title = title;
    this.writing = writing;
    this.settings = settings;
  }

  String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String title() {
    return title;
  }

  /** Whether it reads Kafka and writes Kafka, or only computes. */
  boolean writing() {
    return writing;
  }

  boolean ours() {
    return this == WORKER;
  }

  /** How it is set up, for the report. */
  String settings() {
    return settings;
  }
}
