package io.sensorium.bench.worker;

import io.sensorium.bench.predictor.BareModel;
import io.sensorium.bench.workload.EventRows;
import io.sensorium.bench.workload.ModelFolder;
import io.sensorium.bench.workload.Net;
import io.sensorium.bench.workload.Payloads;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * One network in one variant, ready to be run.
 *
 * @param net the network
 * @param int8 whether its weights are 8 bits wide
 * @param folder where its files are
 * @param batch rows in a run that are best for the network alone on a thread a core
 * @param payloads of its events
 * @param expected scores of each payload from the network alone, one row at a time
 */
record Workload(
    Net net,
    boolean int8,
    ModelFolder folder,
    int batch,
    Payloads payloads,
    List<float[]> expected) {
  Workload {
    expected = List.copyOf(expected);
  }

  /**
   * Makes the network and finds its batch.
   *
   * @param batch rows in a run; 0 to try which are best
   */
  static Workload make(Net net, boolean int8, int batch, Path path)
      throws IOException, InterruptedException, ExecutionException {
    Payloads payloads = new Payloads(net);
    EventRows events = new EventRows();
    List<float[]> rows = new ArrayList<>();
    for (int i = 0; i < Payloads.COUNT; i++) {
      rows.add(events.row(net, payloads.event("any", i, Instant.EPOCH)));
    }
    ModelFolder folder = ModelFolder.write(path, net, int8, rows);
    int best = batch > 0 ? batch : BatchSweep.best(folder, net, rows);
    folder.writePipeline(net, best);
    return new Workload(net, int8, folder, best, payloads, expected(folder, net, rows));
  }

  String title() {
    return net.title() + (int8 ? ", int8" : ", fp32");
  }

  /**
   * How far scores of the same payload may lie apart. Scales of the dynamic int8 network are those
   * of a whole batch, so there a row depends on its neighbours.
   */
  double tolerance() {
    return int8 && net == Net.TRANSFORMER ? 0.1 : 1e-4;
  }

  private static List<float[]> expected(ModelFolder folder, Net net, List<float[]> rows) {
    List<float[]> expected = new ArrayList<>();
    try (BareModel model = BareModel.load(folder.model(), net.rowSize(), net.scores(), 1)) {
      for (float[] row : rows) {
        model.values().clear().put(row);
        model.run(1);
        expected.add(model.scores(0));
      }
    }
    return expected;
  }
}
