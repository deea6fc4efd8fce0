package io.sensorium.bench.worker;

import java.util.List;

/** What a reader of the comparison must know. */
final class WorkerNotes {
  private WorkerNotes() {}

  /**
   * @param jvm heap and collector of the contenders
   */
  static List<String> of(String jvm) {
    return List.of(
        "Each contender in a JVM of its own ("
            + jvm
            + ") that stays over the rounds, one at a time; broker and registry in another, on the"
            + " same cores; %d partitions a topic.".formatted(WorkerArena.PARTITIONS),
        "predictions/s: from the first events taken to the last prediction that a reader of"
            + " committed records sees; start-up does not count. Median, smallest, largest. The"
            + " limit is the bare ONNX Runtime loop, which neither reads nor writes Kafka.",
        "The worker reads moments, then the payloads that they refer to (text travels inside"
            + " them), and writes whole predictions in transactions. The peers read the payload"
            + " topic itself and write an id and the scores, at least once.",
        "One input and no mask, so nobody computes contributions.",
        "CPU: processor time of the contender's JVM and of the broker's in that span, a"
            + " prediction. heap: in use after a full collection at the end.",
        "right: the scores are those of the model alone on the same payload, one row at a time,"
            + " within 0.0001 (0.1 with dynamic int8, whose scales are those of a whole batch).");
  }
}
