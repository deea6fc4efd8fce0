package io.sensorium.ingest.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.junit.jupiter.params.provider.ValueSource;

class ScenarioScenesTest {
  private static final long T = 1_700_000_000_123_456L;

  @ParameterizedTest
  @ValueSource(strings = {"smart-home", "driving"})
  void whatIsSensedIsAFunctionOfSeedSiteAndTime(String scenario) {
    Scene scene = ScenarioScenes.of(scenario).at(7, "site-1", T);
    Scene again = ScenarioScenes.of(scenario).at(7, "site-1", T);

    assertThat(again.situation()).isEqualTo(scene.situation());
    assertThat(again.words()).isEqualTo(scene.words());
    assertThat(again.jpeg(T)).isEqualTo(scene.jpeg(T));
    assertThat(ScenarioScenes.of(scenario).sound(7, "site-1", T, 1600))
        .isEqualTo(ScenarioScenes.of(scenario).sound(7, "site-1", T, 1600));
    assertThat(scene.jpeg(T + 100_000)).isNotEqualTo(scene.jpeg(T));
  }

  @ParameterizedTest
  @ValueSource(strings = {"smart-home", "driving"})
  void framesAreJpegsOf320By240(String scenario) throws Exception {
    byte[] jpeg = ScenarioScenes.of(scenario).at(3, "site-1", T).jpeg(T);

    var image = ImageIO.read(new ByteArrayInputStream(jpeg));

    assertThat(image.getWidth()).isEqualTo(320);
    assertThat(image.getHeight()).isEqualTo(240);
    assertThat(jpeg.length).isBetween(5_000, 60_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"smart-home", "driving"})
  void chunksJoinWithoutASeamAcrossScenes(String scenario) {
    ScenarioScenes scenes = ScenarioScenes.of(scenario);
    long startUs = scenes.at(5, "site-2", T).endUs() - 250_000;

    byte[] whole = scenes.sound(5, "site-2", startUs, 8000);
    byte[] first = scenes.sound(5, "site-2", startUs, 3200);
    byte[] second = scenes.sound(5, "site-2", startUs + 200_000, 4800);

    assertThat(Arrays.copyOf(whole, 6400)).isEqualTo(first);
    assertThat(Arrays.copyOfRange(whole, 6400, 16_000)).isEqualTo(second);
  }

  @ParameterizedTest
  @ValueSource(strings = {"smart-home", "driving"})
  void aSceneLastsEightSecondsAndTheNextFollows(String scenario) {
    ScenarioScenes scenes = ScenarioScenes.of(scenario);
    Scene scene = scenes.at(1, "site-3", T);

    assertThat(scene.startUs()).isLessThanOrEqualTo(T);
    assertThat(scene.endUs()).isGreaterThan(T);
    assertThat(scene.endUs() - scene.startUs()).isEqualTo(ScenarioScenes.SCENE_US);
    assertThat(scenes.at(1, "site-3", scene.endUs() - 1)).isEqualTo(scene);
    assertThat(scenes.at(1, "site-3", scene.endUs()).startUs()).isEqualTo(scene.endUs());
  }

  @ParameterizedTest
  @ValueSource(strings = {"smart-home", "driving"})
  void wordsAreSaidOnceNearTheStartOfTheirScene(String scenario) {
    ScenarioScenes scenes = ScenarioScenes.of(scenario);
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
  @ValueSource(strings = {"smart-home", "driving"})
  void noSenseAloneSettlesMostLabels(String scenario) {
    ScenarioScenes scenes = ScenarioScenes.of(scenario);

    assertThat(bestGuess(scenes, s -> s.situation().view())).isLessThan(0.7);
    assertThat(bestGuess(scenes, s -> s.situation().sound())).isLessThan(0.7);
    assertThat(bestGuess(scenes, s -> s.situation().words())).isLessThan(0.7);
    assertThat(bestGuess(scenes, s -> s.situation())).isEqualTo(1);
  }

  @Test
  void everyLabelComesUp() {
    ScenarioScenes scenes = ScenarioScenes.of("driving");
    Set<String> seen = new HashSet<>();
    for (int k = 0; k < 200; k++) {
      seen.add(scenes.at(k, "site", T).label());
    }

    assertThat(seen).containsExactlyInAnyOrderElementsOf(scenes.labels());
  }

  @Test
  void anUnknownScenarioIsRefusedWithTheKnownOnes() {
    assertThatThrownBy(() -> ScenarioScenes.of("garden"))
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
