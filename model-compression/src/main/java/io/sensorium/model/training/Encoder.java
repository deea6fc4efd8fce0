package io.sensorium.model.training;

import io.sensorium.model.network.AveragePool;
import io.sensorium.model.network.Convolution;
import io.sensorium.model.network.Dense;
import io.sensorium.model.network.Flatten;
import io.sensorium.model.network.Network;
import io.sensorium.model.network.Pass;
import io.sensorium.model.network.Rectifier;
import io.sensorium.model.network.Rescale;
import io.sensorium.model.network.Unit;
import io.sensorium.model.network.WordMean;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A network that names what one sense shows; what stands before its last layer is the embedding.
 *
 * @param network ends with the classes that it learns from
 * @param channels of its input
 */
public record Encoder(Network network, int channels) {
  /** Values of every sense's embedding. */
  static final int EMBEDDING = 32;

  /**
   * Of frames of three channels; its embedding knows where in the frame something is.
   *
   * @param classes that it learns to name
   */
  public static Encoder frame(int classes, long seed) {
    List<Unit> units = new ArrayList<>();
    int height = SenseFeatures.FRAME.height();
    int width = SenseFeatures.FRAME.width();
    int channels = 3;
    for (int filters : new int[] {12, 24, 32, 48}) {
      Convolution convolution = new Convolution(channels, height, width, filters, 3, 2);
      units.add(convolution);
      units.add(new Rectifier(convolution.outputs()));
      channels = filters;
      height = convolution.outputHeight();
      width = convolution.outputWidth();
    }
    units.add(new Flatten(channels, height * width));
    return classified(units, channels * height * width, classes, seed, 3);
  }

  /**
   * Of log-mel spectrograms; when something was heard is averaged out.
   *
   * @param classes that it learns to name
   */
  public static Encoder sound(int classes, long seed) {
    List<Unit> units = new ArrayList<>();
    int height = SenseFeatures.SOUND.bands();
    int width = SenseFeatures.SOUND_FRAMES;
    units.add(new Rescale(height * width, 0.25f, 1.5f));
    int channels = 1;
    for (int filters : new int[] {12, 24, 32}) {
      Convolution convolution = new Convolution(channels, height, width, filters, 3, 2);
      units.add(convolution);
      units.add(new Rectifier(convolution.outputs()));
      channels = filters;
      height = convolution.outputHeight();
      width = convolution.outputWidth();
    }
    units.add(new AveragePool(channels, height, width));
    units.add(new Flatten(channels, height));
    return classified(units, channels * height, classes, seed, 1);
  }

  /**
   * Of word ids.
   *
   * @param vocabulary how many words there are
   * @param classes that it learns to name
   */
  static Encoder words(int vocabulary, int classes, long seed) {
    List<Unit> units = new ArrayList<>();
    int dimensions = 24;
    units.add(new WordMean(vocabulary, SenseFeatures.WORDS, dimensions));
    return classified(units, dimensions, classes, seed, SenseFeatures.WORDS);
  }

  /** How many of its units make the embedding. */
  int embeddingUnits() {
    return network.units().size() - 1;
  }

  /** The embeddings of features, in their order, in float. */
  List<float[]> embed(List<float[]> features) {
    List<float[]> embeddings = new ArrayList<>();
    Pass pass = network.pass(1);
    for (float[] input : features) {
      pass.set(0, input, channels);
      pass.forward(embeddingUnits());
      float[] embedding = new float[EMBEDDING];
      for (int i = 0; i < EMBEDDING; i++) {
        embedding[i] = pass.value(embeddingUnits(), i, 0);
      }
      embeddings.add(embedding);
    }
    return embeddings;
  }

  private static Encoder classified(
      List<Unit> units, int values, int classes, long seed, int channels) {
    units.add(new Dense(values, EMBEDDING));
    units.add(new Rectifier(EMBEDDING));
    units.add(new Dense(EMBEDDING, classes));
    return new Encoder(new Network(units, new SplittableRandom(seed)), channels);
  }
}
