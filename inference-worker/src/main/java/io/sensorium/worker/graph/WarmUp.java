package io.sensorium.worker.graph;

import io.sensorium.worker.plan.FeedPlan;
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
   * @param rows of the batch; the model gets one where it takes no more
   * @throws io.sensorium.worker.tensor.ModelException if the model fails
   */
  static void run(StepPlan step, ModelSession session, int rows) {
    Map<String, Tensor> tensors = new HashMap<>();
    for (FeedPlan feed : step.feeds()) {
      tensors.put(feed.tensor(), zeros(feed, step.batched() ? rows : 1));
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
      return tensor(constant.eachRow() ? rows : 0, constant.dims(), constant.values());
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
