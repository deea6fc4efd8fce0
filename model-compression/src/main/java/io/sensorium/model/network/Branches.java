package io.sensorium.model.network;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Several ways beside each other whose channels are put one after another (Szegedy et al., "Going
 * Deeper with Convolutions", 2015). All must give the same positions. The parameters are those of
 * the branches in their order.
 */
public record Branches(List<List<Unit>> branches) implements Unit {
  /**
   * @throws IllegalArgumentException if the branches take different inputs
   */
  public Branches {
    branches = branches.stream().map(b -> new Chain(b).units()).toList();
    long sizes = branches.stream().map(b -> new Chain(b).inputs()).distinct().count();
    if (sizes != 1) {
      throw new IllegalArgumentException(
          "expected branches that take the same values, found %d kinds".formatted(sizes));
    }
  }

  @Override
  public int inputs() {
    return chains().get(0).inputs();
  }

  @Override
  public int outputs() {
    return chains().stream().mapToInt(Chain::outputs).sum();
  }

  @Override
  public int parameters() {
    return chains().stream().mapToInt(Chain::parameters).sum();
  }

  @Override
  public void initialise(float[] parameters, int at, RandomGenerator random) {
    int place = at;
    for (Chain chain : chains()) {
      chain.initialise(parameters, place, random);
      place += chain.parameters();
    }
  }

  @Override
  public int scratch(int batch) {
    return chains().stream().mapToInt(c -> c.scratch(batch)).max().orElse(0);
  }

  @Override
  public void forward(
      float[] parameters, int at, float[] x, float[] y, int batch, float[] scratch) {
    int place = at;
    int to = 0;
    for (Chain chain : chains()) {
      List<float[]> values = chain.values(parameters, place, x, batch, scratch);
      System.arraycopy(values.get(values.size() - 1), 0, y, to, chain.outputs() * batch);
      to += chain.outputs() * batch;
      place += chain.parameters();
    }
  }

  @Override
  public void backward(
      float[] parameters,
      int at,
      float[] x,
      float[] y,
      float[] dy,
      float[] dx,
      float[] gradients,
      int batch,
      float[] scratch) {
    float[] part = new float[dx.length];
    Arrays.fill(dx, 0f);
    int place = at;
    int from = 0;
    for (Chain chain : chains()) {
      int size = chain.outputs() * batch;
      List<float[]> values = chain.values(parameters, place, x, batch, scratch);
      float[] slopes = Arrays.copyOfRange(dy, from, from + size);
      chain.backward(parameters, place, values, slopes, part, gradients, batch, scratch);
      for (int i = 0; i < part.length; i++) {
        dx[i] += part[i];
      }
      from += size;
      place += chain.parameters();
    }
  }

  private List<Chain> chains() {
    return branches.stream().map(Chain::new).toList();
  }
}
