package io.sensorium.worker.graph;

import io.sensorium.worker.plan.FeedPlan;
import io.sensorium.worker.plan.GraphPlan;
import io.sensorium.worker.plan.StepPlan;
import io.sensorium.worker.tensor.ModelSession;
import io.sensorium.worker.tensor.Tensor;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs a session on zeros, so that its memory is there before the first moment is. */
final class WarmUp {
  private WarmUp() {}

  /** The sizes of batches that come: one row, and the largest batch there can be. */
  static List<Integer> rows(int maxBatchSize) {
    return maxBatchSize == 1 ? List.of(1) : List.of(1, maxBatchSize);
  }

  /**
   * Runs a step's model once.
   *
   * @param place of the step in the plan
   * @param moments as many rows, and those for contributions; one where the model takes no more
   * @throws io.sensorium.worker.tensor.ModelException if the model fails
   */
  static void run(GraphPlan plan, int place, ModelSession session, int moments) {
    StepPlan step = plan.steps().get(place);
    int leavable = plan.source(place).map(source -> source.leavable().size()).orElse(0);
    long rows = step.batched() ? (long) moments * (1 + leavable) : 1;
    Map<String, Tensor> tensors = new HashMap<>();
    for (FeedPlan feed : step.feeds()) {
      tensors.put(feed.tensor(), zeros(feed, rows));
    }
    session.run(tensors, step.outputs());
  }

  private static Tensor zeros(FeedPlan feed, long rows) {
    if (feed instanceof FeedPlan.FromInput from) {
      return tensor(rows, from.rowDims(), List.of());
    }
    if (feed instanceof FeedPlan.FromStep from) {
      return tensor(rows, from.rowDims(), List.of());
    }
    if (feed instanceof FeedPlan.FromPresence presence) {
      return tensor(rows, presence.rowDims(), List.of());
    }
    if (feed instanceof FeedPlan.FromConstant constant) {
      return constant.eachRow()
          ? tensor(rows, constant.dims(), constant.values())
          : tensor(0, constant.dims(), constant.values());
    }
    return tensor(0, ((FeedPlan.FromState) feed).dims(), List.of());
  }

  /**
   * @param rows 0 for no dimension of rows
   * @param values of each row; empty for zeros
   */
  private static Tensor tensor(long rows, List<Long> rowDims, List<Double> values) {
    List<Long> dims = new ArrayList<>(rows == 0 ? List.of() : List.of(rows));
    dims.addAll(rowDims);
    long size = dims.stream().mapToLong(Long::longValue).reduce(1, (a, b) -> a * b);
    FloatBuffer buffer = RowPool.direct(Math.toIntExact(size));
    for (int i = 0; i < size && !values.isEmpty(); i++) {
      buffer.put(i, values.get(i % values.size()).floatValue());
    }
    return new Tensor(buffer, dims);
  }
}
