package io.sensorium.model.study;

import io.sensorium.model.fusion.FusionHead;
import io.sensorium.model.network.Formed;
import io.sensorium.model.network.Network;
import io.sensorium.model.network.learning.Examples;
import io.sensorium.model.network.learning.Recipe;
import io.sensorium.model.network.learning.Trainer;
import io.sensorium.model.privacy.FederatedTraining;
import io.sensorium.model.privacy.PrivateRecipe;
import io.sensorium.model.privacy.PrivateTrainer;
import io.sensorium.model.training.FusionExamples;
import io.sensorium.model.training.Scenes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * What a scenario's head loses when it is trained with differential privacy, or on sites that keep
 * their scenes. The encoders are those that ship, trained in the open on other scenes.
 */
public final class PrivacyStudy {
  private static final long SEED = 7;
  private static final int SITES = 20;
  private static final int ROUNDS = 40;
  private static final double[] NOISE = {0.6, 1.0, 2.0, 4.0};
  private static final Recipe LOCAL = new Recipe(2, 32, 2e-3, 0, 17);

  private final StudySetting setting;

  public PrivacyStudy(StudySetting setting) {
    this.setting = setting;
  }

  /**
   * Trains and examines.
   *
   * @param repository with the scenario's encoders
   * @return a table in Markdown
   */
  public String run(String scenario, Path repository) throws IOException, InterruptedException {
    setting.progress().accept("rendering scenes");
    Scenes lessons = setting.lessons();
    Scenes exam = setting.exam();
    try (Encoders encoders = new Encoders(repository, scenario, setting.open())) {
      Embedded learned = encoders.embed(lessons, Noise.NONE);
      return study(scenario, learned, encoders.embed(exam, Noise.NONE));
    }
  }

  private String study(String scenario, Embedded learned, Embedded exam)
      throws InterruptedException {
    List<String> rows = new ArrayList<>();
    Examples all =
        new FusionExamples(learned.moments(), learned.labels(), List.of(true, true, true), true);
    Network open = head();
    new Trainer(setting.threads())
        .train(
            open,
            all,
            new Recipe(setting.plan().headEpochs(), 64, 2e-3, 1e-3, 13),
            (epoch, loss) -> {});
    double without = Judgement.accuracy(open, exam);
    rows.add(row("in the open", "", without, without));
    double delta = 1.0 / (10 * all.size());
    for (double noise : NOISE) {
      PrivateRecipe recipe =
          new PrivateRecipe(setting.plan().headEpochs(), 256, 2e-3, 1, noise, SEED);
      Network network = head();
      PrivateTrainer.train(network, all, recipe);
      String budget = "ε %.2f".formatted(recipe.epsilon(all.size(), delta));
      rows.add(row("DP-SGD, noise " + noise, budget, Judgement.accuracy(network, exam), without));
    }
    FederatedTraining federated =
        new FederatedTraining(new Trainer(setting.threads()), ROUNDS, LOCAL);
    Network alike = head();
    federated.train(alike, Sites.alike(learned, SITES));
    rows.add(row("federated, sites alike", "", Judgement.accuracy(alike, exam), without));
    Network different = head();
    federated.train(different, Sites.different(learned, SITES, SEED));
    rows.add(
        row(
            "federated, two labels or so a site",
            "",
            Judgement.accuracy(different, exam),
            without));
    return table(scenario, rows, all.size(), delta);
  }

  private Network head() {
    Formed unit =
        new Formed(
            FusionHead.MLP.formula(
                FusionExamples.SENSES, FusionExamples.WIDTH, setting.source().labels().size()));
    return new Network(List.of(unit), new SplittableRandom(SEED));
  }

  private String row(String how, String budget, double accuracy, double without) {
    setting.progress().accept("%s: %.1f %%".formatted(how, 100 * accuracy));
    return String.format(
        Locale.ROOT,
        "| %s | %s | %.1f | %+.1f |%n",
        how,
        budget,
        100 * accuracy,
        100 * (accuracy - without));
  }

  private String table(String scenario, List<String> rows, int scenes, double delta) {
    return "| %s, head trained | budget | right %% | points |%n|---|---:|---:|---:|%n%s%n"
            .formatted(scenario, String.join("", rows))
        + String.format(
            Locale.ROOT,
            "%,d scenes, δ %.1e, gradients cut to a norm of 1, %d epochs; federated: %d sites, %d rounds of %d epochs each.%n",
            scenes,
            delta,
            setting.plan().headEpochs(),
            SITES,
            ROUNDS,
            LOCAL.epochs());
  }
}
