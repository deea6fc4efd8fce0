package io.sensorium.model.supervised;

import io.sensorium.model.labelled.SampleException;
import io.sensorium.model.network.Network;
import io.sensorium.model.network.learning.EarlyStopping;
import io.sensorium.model.network.learning.Marks;
import io.sensorium.model.network.learning.Recipe;
import io.sensorium.model.network.learning.Split;
import io.sensorium.model.network.learning.Trainer;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * How a network is taught: the same plan, samples and split give the same network bit for bit,
 * whatever the number of threads.
 *
 * @param <T> what a sample is before it has features
 * @param untaught makes the network, with its first parameters
 * @param channels of its input
 * @param varied the features to learn from, varied each time
 * @param plain the features as they are in service
 * @param patience epochs without a better validation loss before training ends
 */
public record Schooling<T>(
    Supplier<Network> untaught,
    int channels,
    Lesson.Features<T> varied,
    Lesson.Features<T> plain,
    Recipe recipe,
    int patience) {

  /**
   * A network that has learned.
   *
   * @param epochs after which it was best
   * @param validation how it did then
   */
  public record Taught(Network network, int epochs, Marks validation) {}

  /**
   * Teaches on the training part, until the validation part says so.
   *
   * @param progress is told a line an epoch
   */
  public Taught teach(
      Samples<T> samples, Split split, ExecutorService threads, Consumer<String> progress)
      throws InterruptedException {
    if (split.training().size() < recipe.batch() || split.validation().isEmpty()) {
      throw new SampleException(
          "samples",
          "at least %d to learn from and one to say when to stop".formatted(recipe.batch()),
          split.training().size() + " and " + split.validation().size(),
          "Give more of them, or fewer folds");
    }
    Network network = untaught.get();
    Lesson<T> training = new Lesson<>(samples, split.training(), channels, varied);
    Lesson<T> validation = new Lesson<>(samples, split.validation(), channels, plain);
    EarlyStopping stopping =
        new EarlyStopping(network, validation, recipe.epochs(), patience, progress);
    new Trainer(threads).trainWhile(network, training, recipe, stopping);
    stopping.restore();
    return new Taught(network, stopping.bestEpoch(), stopping.best());
  }
}
