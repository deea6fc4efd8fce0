package io.sensorium.ingest.scene.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sensorium.ingest.scene.ScenarioScenes;
import io.sensorium.ingest.scene.Scene;
import io.sensorium.ingest.scene.Utterance;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScenariosTest {
  private static final long T = 1_700_000_000_123_456L;

  @ParameterizedTest
  @MethodSource("io.sensorium.ingest.scene.catalogue.Scenarios#names")
  void whatIsSensedIsAFunctionOfSeedSiteAndTime(String scenario) {
    Scene scene = Scenarios.of(scenario).at(7, "site-1", T);
    Scene again = Scenarios.of(scenario).at(7, "site-1", T);

    assertThat(again.situation()).isEqualTo(scene.situation());
    assertThat(again.words()).isEqualTo(scene.words());
    assertThat(again.jpeg(T)).isEqualTo(scene.jpeg(T));
    assertThat(Scenarios.of(scenario).sound(7, "site-1", T, 1600))
        .isEqualTo(Scenarios.of(scenario).sound(7, "site-1", T, 1600));
    assertThat(scene.jpeg(T + 100_000)).isNotEqualTo(scene.jpeg(T));
  }

  @ParameterizedTest
  @MethodSource("io.sensorium.ingest.scene.catalogue.Scenarios#names")
  void framesAreJpegsOf320By240(String scenario) throws Exception {
    byte[] jpeg = Scenarios.of(scenario).at(3, "site-1", T).jpeg(T);

    var image = ImageIO.read(new ByteArrayInputStream(jpeg));

    assertThat(image.getWidth()).isEqualTo(320);
    assertThat(image.getHeight()).isEqualTo(240);
    assertThat(jpeg.length).isBetween(5_000, 60_000);
  }

  @ParameterizedTest
  @MethodSource("io.sensorium.ingest.scene.catalogue.Scenarios#names")
  void chunksJoinWithoutASeamAcrossScenes(String scenario) {
    ScenarioScenes scenes = Scenarios.of(scenario);
    long startUs = scenes.at(5, "site-2", T).endUs() - 250_000;

    byte[] whole = scenes.sound(5, "site-2", startUs, 8000);
    byte[] first = scenes.sound(5, "site-2", startUs, 3200);
    byte[] second = scenes.sound(5, "site-2", startUs + 200_000, 4800);

    assertThat(Arrays.copyOf(whole, 6400)).isEqualTo(first);
    assertThat(Arrays.copyOfRange(whole, 6400, 16_000)).isEqualTo(second);
  }

  @ParameterizedTest
  @MethodSource("io.sensorium.ingest.scene.catalogue.Scenarios#names")
  void aSceneLastsEightSecondsAndTheNextFollows(String scenario) {
    ScenarioScenes scenes = Scenarios.of(scenario);
    Scene scene = scenes.at(1, "site-3", T);

    assertThat(scene.startUs()).isLessThanOrEqualTo(T);
    assertThat(scene.endUs()).isGreaterThan(T);
    assertThat(scene.endUs() - scene.startUs()).isEqualTo(ScenarioScenes.SCENE_US);
    assertThat(scenes.at(1, "site-3", scene.endUs() - 1)).isEqualTo(scene);
    assertThat(scenes.at(1, "site-3", scene.endUs()).startUs()).isEqualTo(scene.endUs());
  }

  @ParameterizedTest
  @MethodSource("io.sensorium.ingest.scene.catalogue.Scenarios#names")
  void wordsAreSaidOnceNearTheStartOfTheirScene(String scenario) {
    ScenarioScenes scenes = Scenarios.of(scenario);
    long untilUs = T + 50 * ScenarioScenes.SCENE_US;

    List<Utterance> said = scenes.words(9, "site-4", T, untilUs);

    assertThat(said).hasSizeBetween(20, 50);
    for (Utterance utterance : said) {
      Scene scene = scenes.at(9, "site-4", utterance.timeUs());
      assertThat(scene.words()).contains(utterance);
      assertThat(utterance.timeUs() - scene.startUs()).isLessThan(ScenarioScenes.WORDS_BY_US);
      assertThat(utterance.text()).isNotBlank();
    }
  }

  @ParameterizedTest
  @MethodSource("io.sensorium.ingest.scene.catalogue.Scenarios#names")
  void noSenseAloneSettlesMostLabels(String scenario) {
    ScenarioScenes scenes = Scenarios.of(scenario);

    assertThat(bestGuess(scenes, s -> s.situation().view())).isLessThan(0.7);
    assertThat(bestGuess(scenes, s -> s.situation().sound())).isLessThan(0.7);
    assertThat(bestGuess(scenes, s -> s.situation().words())).isLessThan(0.7);
    assertThat(bestGuess(scenes, s -> s.situation())).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("io.sensorium.ingest.scene.catalogue.Scenarios#names")
  void everyLabelComesUp(String scenario) {
    ScenarioScenes scenes = Scenarios.of(scenario);
    Set<String> seen = new HashSet<>();
    for (int k = 0; k < 200; k++) {
      seen.add(scenes.at(k, "site", T).label());
    }

    assertThat(seen).containsExactlyInAnyOrderElementsOf(scenes.labels());
  }

  @ParameterizedTest
  @MethodSource("io.sensorium.ingest.scene.catalogue.Scenarios#names")
  void everythingThatATableNamesCanBeSensed(String scenario) {
    ScenarioScenes scenes = Scenarios.of(scenario);
    Map<Object, Scene> one = new HashMap<>();
    for (int k = 0; k < 1000; k++) {
      Scene scene = scenes.at(k, "site", T);
      one.putIfAbsent("view " + scene.situation().view(), scene);
      one.putIfAbsent("sound " + scene.situation().sound(), scene);
      one.putIfAbsent("words " + scene.situation().words(), scene);
    }

    assertThat(one)
        .hasSizeGreaterThanOrEqualTo(
            scenes.views().size() + scenes.sounds().size() + scenes.topics().size());
    for (Scene scene : one.values()) {
      assertThat(scene.frame(T).getWidth()).isEqualTo(320);
      assertThat(scenes.sound(scene.seed(), "site", T, 400)).hasSize(800);
    }
  }

  @Test
  void anUnknownScenarioIsRefusedWithTheKnownOnes() {
    assertThatThrownBy(() -> Scenarios.of("garden"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("smart-home")
        .hasMessageContaining("garden");
  }

  /** How often the likeliest label is right for one who knows only what the function tells. */
  private static double bestGuess(ScenarioScenes scenes, Function<Scene, Object> sense) {
    Map<Object, Map<String, Integer>> counts = new HashMap<>();
    int scenesSeen = 4000;
    for (int k = 0; k < scenesSeen; k++) {
      Scene scene = scenes.at(k, "site", T);
      counts
          .computeIfAbsent(sense.apply(scene), x -> new HashMap<>())
          .merge(scene.label(), 1, Integer::sum);
    }
    int right = 0;
    for (Map<String, Integer> byLabel : counts.values()) {
      right += byLabel.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }
    return (double) right / scenesSeen;
  }
}
