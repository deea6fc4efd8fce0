package io.sensorium.model.network.learning;

import io.sensorium.model.network.Network;
import io.sensorium.model.network.Pass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.ObjDoubleConsumer;

/**
 * Minimises a network's loss, the cross entropy of its classes unless another is given. A batch is
 * cut into shards of {@value #SHARD} examples whose gradients are added in order: how many threads
 * share the work changes no bit.
 */
public final class Trainer {
  private static final int SHARD = 8;

  private final ExecutorService threads;

  /**
   * @param threads does the shards; stays the caller's to close
   */
  public Trainer(ExecutorService threads) {
    this.threads = threads;
  }

  /** Sees the network after every epoch. */
  @FunctionalInterface
  public interface Watch {
    /**
     * @param epoch from 1
     * @param loss mean of the epoch's examples, while they were learned from
     * @return whether to go on
     */
    boolean epochDone(int epoch, double loss);
  }

  /**
   * Trains to the end.
   *
   * @param epochDone is told the number of each epoch, from 1, and its mean loss
   */
  public void train(
      Network network, Examples examples, Recipe recipe, ObjDoubleConsumer<Integer> epochDone)
      throws InterruptedException {
    train(network, examples, recipe, (parameters, step) -> {}, epochDone);
  }

  /**
   * Trains to the end.
   *
   * @param afterStep may change the parameters after each step
   * @param epochDone is told the number of each epoch, from 1, and its mean loss
   */
  public void train(
      Network network,
      Examples examples,
      Recipe recipe,
      AfterStep afterStep,
      ObjDoubleConsumer<Integer> epochDone)
      throws InterruptedException {
    Watch toTheEnd =
        (epoch, loss) -> {
          epochDone.accept(epoch, loss);
          return true;
        };
    run(network, examples, classes(examples), recipe, afterStep, toTheEnd);
  }

  /** Trains to the end, or until somebody who watches says that it is enough. */
  public void trainWhile(Network network, Examples examples, Recipe recipe, Watch watch)
      throws InterruptedException {
    trainWhile(network, examples, classes(examples), recipe, watch);
  }

  /** As {@link #trainWhile(Network, Examples, Recipe, Watch)}, with another loss. */
  public void trainWhile(
      Network network, Examples examples, Objective objective, Recipe recipe, Watch watch)
      throws InterruptedException {
    run(network, examples, objective, recipe, (parameters, step) -> {}, watch);
  }

  private static Objective classes(Examples examples) {
    return (pass, network, place, index) ->
        CrossEntropy.slopes(pass, network, place, examples.target(index));
  }

  private void run(
      Network network,
      Examples examples,
      Objective objective,
      Recipe recipe,
      AfterStep afterStep,
      Watch watch)
      throws InterruptedException {
    List<Shard> shards = new ArrayList<>();
    for (int i = 0; i < recipe.batch() / SHARD; i++) {
      shards.add(new Shard(network, examples, objective));
    }
    Adam adam = new Adam(network.parameters().length, recipe.decay());
    int batches = examples.size() / recipe.batch();
    if (batches == 0) {
      throw new IllegalArgumentException(
          "expected at least %d examples, a batch, to learn from, found %d. Give more."
              .formatted(recipe.batch(), examples.size()));
    }
    int steps = batches * recipe.epochs();
    int step = 0;
    for (int epoch = 1; epoch <= recipe.epochs(); epoch++) {
      long seed = recipe.seed() * 1_000 + epoch;
      int[] order = Shuffle.order(examples.size(), new SplittableRandom(seed));
      double loss = 0;
      for (int b = 0; b < batches; b++) {
        int from = b * recipe.batch();
        float[] gradients = gradients(shards, order, from, seed);
        for (Shard shard : shards) {
          loss += shard.loss;
        }
        double turn = 0.5 + 0.5 * StrictMath.cos(StrictMath.PI * step++ / steps);
        adam.step(network.parameters(), gradients, recipe.learningRate() * turn);
        afterStep.apply(network.parameters(), step);
      }
      if (!watch.epochDone(epoch, loss / ((long) batches * recipe.batch()))) {
        return;
      }
    }
  }

  private float[] gradients(List<Shard> shards, int[] order, int from, long seed)
      throws InterruptedException {
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < shards.size(); i++) {
      Shard shard = shards.get(i);
      int first = from + i * SHARD;
      running.add(threads.submit(() -> shard.run(order, first, seed)));
    }
    float[] sum = new float[shards.get(0).gradients.length];
    for (int i = 0; i < shards.size(); i++) {
      await(running.get(i));
      float[] part = shards.get(i).gradients;
      for (int p = 0; p < sum.length; p++) {
        sum[p] += part[p] / (shards.size() * SHARD);
      }
    }
    return sum;
  }

  private static void await(Future<?> work) throws InterruptedException {
    try {
      work.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("training failed", e.getCause());
    }
  }

  /** A few examples of a batch, their loss and their gradients. */
  private static final class Shard {
    private final Network network;
    private final Examples examples;
    private final Objective objective;
    private final Pass pass;
    private final float[] input;
    private final float[] gradients;
    private double loss;

    Shard(Network network, Examples examples, Objective objective) {
      this.network = network;
      this.examples = examples;
      this.objective = objective;
      this.pass = network.pass(SHARD);
      this.input = new float[network.inputs()];
      this.gradients = new float[network.parameters().length];
    }

    void run(int[] order, int from, long seed) {
      Arrays.fill(gradients, 0f);
      loss = 0;
      for (int i = 0; i < SHARD; i++) {
        int example = order[from + i];
        examples.write(example, new SplittableRandom(seed * 1_000_003 + example), input);
        pass.set(i, input, examples.channels());
      }
      pass.forward(network.units().size());
      for (int i = 0; i < SHARD; i++) {
        loss += objective.slopes(pass, network, i, order[from + i]);
      }
      pass.backward(gradients);
    }
  }
}
