package io.sensorium.bench.predictor;

import io.sensorium.bench.contender.RunSettings;
import io.sensorium.bench.workload.ModelFolder;
import io.sensorium.bench.workload.Net;
import io.sensorium.bench.workload.PayloadRows;
import io.sensorium.topic.Topics;

/**
 * What a contender predicts with.
 *
 * @param net the network
 * @param batch rows in a run at most
 */
record Task(Net net, int batch) {
  /** The network that stands beside the run's pipeline file. */
  BareModel load(RunSettings run, int rows) {
    return BareModel.load(
        new ModelFolder(run.pipeline().toAbsolutePath().resolveSibling("")).model(),
        net.rowSize(),
        net.scores(),
        rows);
  }

  PayloadRows rows(RunSettings run) {
    return new PayloadRows(net, run.kafka());
  }

  /** The topic of its payloads. */
  String topic() {
    return Topics.of(net.modality());
  }
}
