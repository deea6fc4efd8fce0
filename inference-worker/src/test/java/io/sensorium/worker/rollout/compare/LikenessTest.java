package io.sensorium.worker.rollout.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sensorium.event.Classification;
import io.sensorium.event.DetectedObject;
import io.sensorium.event.Detection;
import io.sensorium.event.Embedding;
import io.sensorium.event.Score;
import io.sensorium.event.Transcript;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

final class LikenessTest {

  @Test
  void labelsAgreeWhereTheBestIsTheSame() {
    Likeness same =
        Likeness.of(labels("open", 0.7f, "shut", 0.3f), labels("open", 0.6f, "shut", 0.4f));
    assertThat(same.agreement()).isEqualTo(1f);
    assertThat(same.scoreDistance()).isCloseTo(0.1f, within(1e-6f));

    Likeness other =
        Likeness.of(labels("open", 0.7f, "shut", 0.3f), labels("shut", 0.8f, "ajar", 0.2f));
    assertThat(other.agreement()).isEqualTo(0f);
    assertThat(other.scoreDistance()).isCloseTo(0.7f, within(1e-6f));
  }

  @Test
  void objectsAgreeAsFarAsBothFoundThem() {
    // given: the car overlaps by 9/11, the person stands elsewhere, the dog is another label
    SpecificRecord one =
        found(
            object("car", 0.9f, 0, 10),
            object("person", 0.8f, 50, 10),
            object("dog", 0.5f, 90, 10));
    SpecificRecord other =
        found(
            object("car", 0.7f, 1, 10),
            object("person", 0.8f, 58, 10),
            object("cat", 0.5f, 90, 10));

    // when
    Likeness likeness = Likeness.of(one, other);

    // then: one pair of six objects
    assertThat(likeness.agreement()).isCloseTo(1 / 3f, within(1e-6f));
    assertThat(likeness.scoreDistance()).isCloseTo(0.2f, within(1e-6f));
  }

  @Test
  void anObjectIsPairedOnce() {
    SpecificRecord two = found(object("car", 0.9f, 0, 10), object("car", 0.8f, 1, 10));
    SpecificRecord one = found(object("car", 0.9f, 0, 10));
    assertThat(Likeness.of(two, one).agreement()).isCloseTo(2 / 3f, within(1e-6f));
    assertThat(Likeness.of(found(), found())).isEqualTo(new Likeness(1f, null));
    assertThat(Likeness.of(one, found())).isEqualTo(new Likeness(0f, null));
  }

  @Test
  void wordsAgreeAsFarAsTheyAreTheSame() {
    assertThat(words("turn the light on", "turn the light on")).isEqualTo(1f);
    assertThat(words("turn the light on", "turn the lights on")).isEqualTo(0.75f);
    assertThat(words("turn the light on", "turn light on")).isEqualTo(0.75f);
    assertThat(words("", "")).isEqualTo(1f);
    assertThat(words("yes", "no way")).isEqualTo(0f);
  }

  @Test
  void vectorsAgreeByTheirAngle() {
    Likeness same = Likeness.of(vector(1, 0), vector(2, 0));
    assertThat(same.agreement()).isCloseTo(1f, within(1e-6f));
    assertThat(same.scoreDistance()).isCloseTo(1f, within(1e-6f));
    assertThat(Likeness.of(vector(1, 0), vector(1, 1)).agreement())
        .isCloseTo(0.7071f, within(1e-4f));
    assertThat(Likeness.of(vector(1, 0), vector(-1, 0)).agreement()).isEqualTo(0f);
    assertThat(Likeness.of(vector(0, 0), vector(0, 0)).agreement()).isEqualTo(1f);
    assertThat(Likeness.of(vector(1, 0), vector(1, 0, 0))).isEqualTo(new Likeness(0f, null));
  }

  @Test
  void resultsOfDifferentKindsDoNotAgree() {
    assertThat(Likeness.of(vector(1), new Transcript("one"))).isEqualTo(new Likeness(0f, null));
  }

  @Test
  void aShortAnswerNamesWhatWasSaid() {
    assertThat(ShortAnswer.of(labels("open", 0.7f, "shut", 0.3f))).isEqualTo("open");
    assertThat(
            ShortAnswer.of(
                found(
                    object("person", 1, 0, 1), object("car", 1, 0, 1), object("person", 1, 0, 1))))
        .isEqualTo("1 car, 2 person");
    assertThat(ShortAnswer.of(new Transcript("w".repeat(300)))).hasSize(202);
    assertThat(ShortAnswer.of(vector(1))).isNull();
  }

  private static Float words(String one, String other) {
    return Likeness.of(new Transcript(one), new Transcript(other)).agreement();
  }

  private static Classification labels(String best, float score, String second, float other) {
    return new Classification(List.of(new Score(best, score), new Score(second, other)));
  }

  private static Detection found(DetectedObject... objects) {
    return new Detection(List.of(objects));
  }

  private static DetectedObject object(String label, float score, float x, float size) {
    return new DetectedObject(label, score, x, 0f, size, size);
  }

  private static Embedding vector(float... values) {
    Float[] boxed = new Float[values.length];
    for (int i = 0; i < values.length; i++) {
      boxed[i] = values[i];
    }
    return new Embedding(List.of(boxed));
  }
}
