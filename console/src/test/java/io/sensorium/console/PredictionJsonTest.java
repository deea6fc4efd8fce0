package io.sensorium.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sensorium.event.Classification;
import io.sensorium.event.DetectedObject;
import io.sensorium.event.Detection;
import io.sensorium.event.Embedding;
import io.sensorium.event.Score;
import io.sensorium.event.Transcript;
import java.util.List;
import org.junit.jupiter.api.Test;

class PredictionJsonTest {
  @Test
  void aClassificationIsOneLineWithAllThatThePredictionSays() {
    String line = PredictionJson.line(Predictions.classified("home-1", "guest", 0.75f));

    assertThat(line)
        .isEqualTo(
            "{\"moment_id\":\"m-1\",\"pipeline\":\"smart-home\",\"site\":\"home-1\",\"epoch\":0,"
                + "\"time_us\":1769860800000250,\"predicted_at_us\":1769860800420250,"
                + "\"task\":\"classification\",\"label\":\"guest\","
                + "\"scores\":{\"guest\":0.75,\"nothing\":0.25},"
                + "\"inputs\":[{\"name\":\"view\",\"modality\":\"camera\",\"contribution\":0.5,"
                + "\"events\":[{\"sensor\":\"door\",\"id\":\"f-1\",\"time_us\":1769860800000250,"
                + "\"duration_us\":0,\"topic\":\"camera.frames\",\"partition\":2,\"offset\":17}]},"
                + "{\"name\":\"sound\",\"modality\":\"audio\",\"contribution\":null,\"events\":[]}],"
                + "\"missing\":[{\"name\":\"words\",\"reason\":\"unmatched\",\"detail\":null}],"
                + "\"model\":{\"name\":\"smart-home-scene\",\"version\":\"1\",\"variant\":\"int8\","
                + "\"sha256\":\"abc\",\"provider\":\"cpu\"},"
                + "\"timing_us\":{\"wait\":400000,\"features\":1500,\"queue\":300,\"compute\":2000},"
                + "\"state_reset\":false,\"left_out_by\":\"mask\","
                + "\"traceparent\":\"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\"}");
  }

  @Test
  void otherTasksHaveTheirOwnFields() throws Exception {
    JsonNode detection =
        parsed(new Detection(List.of(new DetectedObject("car", 0.9f, 1f, 2f, 30f, 40f))));
    JsonNode transcript = parsed(new Transcript("turn left"));
    JsonNode embedding = parsed(new Embedding(List.of(0.5f, -1f)));

    assertThat(detection.get("label").asText()).isEqualTo("car");
    assertThat(detection.get("objects").get(0).toString())
        .isEqualTo(
            "{\"label\":\"car\",\"score\":0.9,\"x\":1.0,\"y\":2.0,\"width\":30.0,\"height\":40.0}");
    assertThat(transcript.get("text").asText()).isEqualTo("turn left");
    assertThat(transcript.get("label").isNull()).isTrue();
    assertThat(embedding.get("values").toString()).isEqualTo("[0.5,-1.0]");
  }

  @Test
  void nothingFoundHasNoLabel() throws Exception {
    assertThat(parsed(new Detection(List.of())).get("label").isNull()).isTrue();
    assertThat(parsed(new Classification(List.of())).get("label").isNull()).isTrue();
  }

  @Test
  void whatALabelHoldsCannotBreakTheLine() throws Exception {
    String label = "a\n\"b\"\u2028</script>";

    String line =
        PredictionJson.line(
            Predictions.of("s\n", new Classification(List.of(new Score(label, Float.NaN)))));

    assertThat(line).doesNotContain("\n");
    assertThat(new ObjectMapper().readTree(line).get("label").asText()).isEqualTo(label);
  }

  private static JsonNode parsed(Object result) throws Exception {
    return new ObjectMapper().readTree(PredictionJson.line(Predictions.of("s", result)));
  }
}
