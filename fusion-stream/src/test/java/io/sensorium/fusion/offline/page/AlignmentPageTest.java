package io.sensorium.fusion.offline.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sensorium.fusion.offline.AlignRecording;
import io.sensorium.fusion.offline.Recorded;
import io.sensorium.fusion.offline.summary.AlignmentSummary;
import io.sensorium.pipeline.Pipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlignmentPageTest {
  static final Pipeline PIPELINE =
      Pipeline.parse(
          "test",
          """
          pipeline: home
          pace: { each: view }
          inputs:
            view:  { modality: camera }
            sound: { modality: audio, match: overlap, before: 100ms, after: 100ms, wait: 1s }
            words: { modality: text, match: nearest, tolerance: 50ms, wait: 200ms }
          """);
  private static final String HOSTILE = "</script><script>alert('\u2028&<!--\")</script>";

  @TempDir private Path folder;

  @Test
  void theDataSayWhatBecameOfEachEventAndWhyAnInputIsMissing() throws IOException {
    JsonNode data = data(page(story(), PageWindow.whole()));

    JsonNode site = data.at("/sites/0");
    assertThat(data.at("/base_us").asLong()).isEqualTo(1_000_000);
    assertThat(site.at("/events/t").toString()).isEqualTo("[0,10000,0,2000000,3500000]");
    assertThat(site.at("/events/lag").toString()).isEqualTo("[10000,20000,900000,10000,10000]");
    assertThat(site.at("/events/id").toString()).isEqualTo("[\"f1\",\"t1\",\"a1\",\"f2\",\"t2\"]");
    assertThat(names(data, "/reasons", site.at("/events/drop")))
        .containsExactly("", "", "", "", "unmatched");
    assertThat(site.at("/moments/t").toString()).isEqualTo("[0,2000000]");
    assertThat(names(data, "/closings", site.at("/moments/by"))).containsExactly("settled", "wait");
    JsonNode first = site.at("/moments/matches/0");
    assertThat(first.toString()).isEqualTo("[[0],[2],[1]]");
    JsonNode second = site.at("/moments/matches/1");
    assertThat(second.get(0).toString()).isEqualTo("[3]");
    assertThat(names(data, "/absences", second)).endsWith("waited", "waited");
  }

  @Test
  void namesAndIdsCannotEndTheScriptTheyStandIn() throws IOException {
    Recorded hostile =
        new Recorded().event(1_000_000, 1_000_000, HOSTILE, "camera", HOSTILE, HOSTILE, 0);
    String html = page(hostile, PageWindow.whole());

    assertThat(html).doesNotContain("alert('\u2028&<").containsOnlyOnce("<script>");
    assertThat(data(html).at("/sites/0/name").asText()).isEqualTo(HOSTILE);
    assertThat(data(html).at("/sites/0/sensors/0/name").asText()).isEqualTo(HOSTILE);
    assertThat(data(html).at("/sites/0/events/id/0").asText()).isEqualTo(HOSTILE);
  }

  @Test
  void thePolicyLetsItsOwnStyleAndScriptRunAndNothingElse() throws Exception {
    String html = page(story(), PageWindow.whole());

    assertThat(html)
        .contains("default-src 'none'")
        .contains("style-src '" + hash(html, "style") + "'")
        .contains("script-src '" + hash(html, "script") + "'")
        .doesNotContain("innerHTML")
        .doesNotContainPattern("(src|href)=\"(?!data:)")
        .doesNotContain("{{");
  }

  @Test
  void theSameRunGivesTheSamePage() throws IOException {
    assertThat(page(story(), PageWindow.whole())).isEqualTo(page(story(), PageWindow.whole()));
  }

  @Test
  void aPageHoldsNoMoreThanItsWindow() throws IOException {
    Recorded recorded = new Recorded();
    for (int i = 0; i < 100; i++) {
      recorded.event(i * 100_000L, i * 100_000L, "camera", "door");
    }

    JsonNode data = data(page(recorded, new PageWindow(2_000_000, 5_000_000, 30)));

    assertThat(data.at("/extent/drawn").asInt()).isEqualTo(30);
    assertThat(data.at("/extent/in_window").asInt()).isEqualTo(50);
    assertThat(data.at("/extent/next_us").asLong()).isEqualTo(4_900_000);
    assertThat(data.at("/sites/0/events/t").size()).isEqualTo(30);
    assertThat(data.at("/sites/0/moments/t").size()).isEqualTo(30);
    assertThat(data.at("/base_us").asLong()).isEqualTo(2_000_000);
    assertThat(data.at("/summary/moments").asInt()).isEqualTo(100);
  }

  static Recorded story() {
    return new Recorded()
        .event(1_010_000, 1_000_000, "h1", "camera", "door", "f1", 0)
        .event(1_030_000, 1_010_000, "h1", "text", "phone", "t1", 0)
        .event(1_900_000, 1_000_000, "h1", "audio", "mic", "a1", 500_000)
        .event(3_010_000, 3_000_000, "h1", "camera", "door", "f2", 0)
        .event(4_510_000, 4_500_000, "h1", "text", "phone", "t2", 0);
  }

  private String page(Recorded recorded, PageWindow window) throws IOException {
    return Files.readString(write(recorded, window, folder));
  }

  static Path write(Recorded recorded, PageWindow window, Path folder) {
    AlignmentPage page = new AlignmentPage(PIPELINE, window);
    AlignmentSummary summary =
        AlignRecording.run(
            PIPELINE,
            recorded.in(folder),
            folder.resolve("m"),
            folder.resolve("d"),
            List.of(page),
            true);
    Path file = folder.resolve("page.html");
    page.write(summary, file);
    return file;
  }

  private static JsonNode data(String html) throws IOException {
    Matcher matcher =
        Pattern.compile(
                "<script type=\"application/json\" id=\"data\">(.*?)</script>", Pattern.DOTALL)
            .matcher(html);
    assertThat(matcher.find()).isTrue();
    return new ObjectMapper().readTree(matcher.group(1));
  }

  private static List<String> names(JsonNode data, String words, JsonNode indexes) {
    List<String> names = new java.util.ArrayList<>();
    for (JsonNode index : indexes) {
      names.add(data.at(words).path(index.isInt() ? index.asInt() : -1).asText());
    }
    return names;
  }

  private static String hash(String html, String element) throws Exception {
    Matcher content =
        Pattern.compile("<" + element + ">(.*?)</" + element + ">", Pattern.DOTALL).matcher(html);
    assertThat(content.find()).isTrue();
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.group(1).getBytes(UTF_8));
    return "sha256-" + Base64.getEncoder().encodeToString(digest);
  }
}
