package io.sensorium.worker.graph;

import io.sensorium.worker.plan.FeedPlan;
import io.sensorium.worker.plan.GraphPlan;
import io.sensorium.worker.plan.StepPlan;
import io.sensorium.worker.tensor.ModelException;
import io.sensorium.worker.tensor.ModelSession;
import io.sensorium.worker.tensor.Tensor;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Runs one step without state on rows of several moments. Belongs to one lane. */
final class StepRunner {
  /** One row of the batch: a moment, or a moment without one of its inputs. */
  private record Row(MomentWork work, StepRun run, @Nullable String without) {}

  private final GraphPlan plan;
  private final StepPlan step;
  private final Explanation explanation;
  private final ModelSession session;
  private final GraphListener listener;
  private final LongSupplier nanoTime;
  private final Map<String, FloatBuffer> buffers = new HashMap<>();

  /**
   * @param place of the step in the plan
   */
  StepRunner(
      GraphPlan plan,
      int place,
      ModelSession session,
      LongSupplier nanoTime,
      GraphListener listener) {
    this.plan = plan;
    this.step = plan.steps().get(place);
    this.explanation = new Explanation(plan, place);
    this.session = session;
    this.listener = listener;
    this.nanoTime = nanoTime;
  }

  /** Whether any feed of the step is there for this moment. */
  boolean runnable(MomentWork work) {
    for (FeedPlan feed : step.feeds()) {
      if (work.rows().containsKey(feed)
          || (feed instanceof FeedPlan.FromStep from && work.result(from.step()).ran())) {
        return true;
      }
    }
    return false;
  }

  /**
   * Runs the step for all the moments; where it is a prediction's and contributions are wanted,
   * also without each input that can be left out, in the same run.
   *
   * @return what it gave, by the moments' places in the list
   * @throws ModelException if the model fails
   */
  List<StepRun> run(List<MomentWork> works) {
    List<Row> rows = new ArrayList<>(works.size());
    List<StepRun> runs = new ArrayList<>(works.size());
    for (MomentWork work : works) {
      StepRun run = new StepRun();
      runs.add(run);
      rows.add(new Row(work, run, null));
      for (String input : explanation.leaveOut(work)) {
        rows.add(new Row(work, run, input));
      }
    }
    int size = step.batched() ? rows.size() : 1;
    for (int start = 0; start < rows.size(); start += size) {
      runRows(rows.subList(start, start + size));
    }
    return runs;
  }

  private void runRows(List<Row> rows) {
    Map<String, Tensor> tensors = new HashMap<>();
    for (FeedPlan feed : step.feeds()) {
      tensors.put(feed.tensor(), tensor(feed, rows));
    }
    long start = nanoTime.getAsLong();
    Map<String, Tensor> results = session.run(tensors, step.outputs());
    long took = nanoTime.getAsLong() - start;
    listener.stepRan(step.name(), rows.size(), took);
    StepRun last = null;
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      // Rows of one moment lie side by side.
      if (row.run() != last) {
        row.run().took(took);
      }
      last = row.run();
      if (row.without() == null) {
        for (Map.Entry<String, Tensor> result : results.entrySet()) {
          row.run().gave(result.getKey(), slice(result.getValue(), i, rows.size()));
        }
      } else {
        Tensor prediction = results.get(explanation.output());
        if (prediction != null) {
          row.run().gaveWithout(row.without(), slice(prediction, i, rows.size()));
        }
      }
    }
  }

  private Tensor tensor(FeedPlan feed, List<Row> rows) {
    if (feed instanceof FeedPlan.FromConstant constant && !constant.eachRow()) {
      FloatBuffer values = buffer(feed.tensor(), constant.values().size());
      constant.values().forEach(value -> values.put(value.floatValue()));
      return new Tensor(values.flip(), constant.dims());
    }
    List<Long> rowDims = rowDims(feed);
    List<Long> dims = new ArrayList<>(List.of((long) rows.size()));
    dims.addAll(rowDims);
    int size = (int) rowDims.stream().mapToLong(Long::longValue).reduce(1, (a, b) -> a * b);
    MomentWork.Row only = rows.size() == 1 ? rows.get(0).work().rows().get(feed) : null;
    if (only != null && rows.get(0).without() == null) {
      return new Tensor(only.values(), dims);
    }
    FloatBuffer values = buffer(feed.tensor(), rows.size() * size);
    for (int i = 0; i < rows.size(); i++) {
      fill(feed, rows.get(i), values.slice(i * size, size));
    }
    return new Tensor(values, dims);
  }

  private void fill(FeedPlan feed, Row row, FloatBuffer target) {
    if (feed instanceof FeedPlan.FromInput from) {
      MomentWork.Row features = row.work().rows().get(feed);
      if (features != null && !from.input().name().equals(row.without())) {
        FloatBuffer values = features.values();
        target.put(0, values, values.position(), values.remaining());
        target.position(values.remaining());
      }
    } else if (feed instanceof FeedPlan.FromStep from) {
      float[] output = row.work().result(from.step()).outputs().get(from.output());
      if (output != null && !onlyOf(from, row.without())) {
        if (output.length != target.remaining()) {
          throw new ModelException(
              "step '" + step.name() + "', tensor '" + feed.tensor() + "'",
              target.remaining() + " values",
              output.length + " values from step '" + plan.steps().get(from.step()).name() + "'",
              "Export the model with fixed dimensions behind the batch");
        }
        target.put(output);
      }
    } else if (feed instanceof FeedPlan.FromPresence presence) {
      for (String input : presence.inputs()) {
        boolean there = explanation.reached(row.work(), input) && !input.equals(row.without());
        target.put(there ? 1 : 0);
      }
    } else if (feed instanceof FeedPlan.FromConstant constant) {
      constant.values().forEach(value -> target.put(value.floatValue()));
    }
    while (target.hasRemaining()) {
      target.put(0);
    }
  }

  private boolean onlyOf(FeedPlan.FromStep from, @Nullable String input) {
    return input != null && plan.steps().get(from.step()).inputs().equals(Set.of(input));
  }

  private static List<Long> rowDims(FeedPlan feed) {
    if (feed instanceof FeedPlan.FromInput from) {
      return from.rowDims();
    }
    if (feed instanceof FeedPlan.FromStep from) {
      return from.rowDims();
    }
    if (feed instanceof FeedPlan.FromPresence presence) {
      return presence.rowDims();
    }
    if (feed instanceof FeedPlan.FromConstant constant) {
      return constant.dims();
    }
    throw new IllegalStateException("a step without state has no feed " + feed);
  }

  private FloatBuffer buffer(String tensor, int size) {
    FloatBuffer buffer = buffers.get(tensor);
    if (buffer == null || buffer.capacity() < size) {
      buffer = RowPool.direct(size);
      buffers.put(tensor, buffer);
    }
    return buffer.clear().limit(size);
  }

  private float[] slice(Tensor output, int row, int rows) {
    int size = output.values().remaining() / rows;
    boolean fits = rows == 1 || (!output.dims().isEmpty() && output.dims().get(0) == rows);
    if (!fits) {
      throw new ModelException(
          "step '" + step.name() + "'",
          "outputs with " + rows + " rows for a batch of " + rows,
          "an output of shape " + output.dims(),
          "Export the model with the batch as the outputs' first dimension");
    }
    float[] values = new float[size];
    output.values().get(output.values().position() + row * size, values);
    return values;
  }
}
