package io.sensorium.fusion.offline.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.sensorium.fusion.offline.Recorded;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser, under its own policy. */
class AlignmentPageInBrowserTest {
  private static final String DETAIL = "document.getElementById('detail').innerText";

  @TempDir private Path folder;

  @Test
  void keysLeadFromMomentsToWhatIsMissingAndToDrops() throws Exception {
    Path page = AlignmentPageTest.write(AlignmentPageTest.story(), PageWindow.whole(), folder);

    try (Browser browser = Browser.open(page)) {
      assertThat(browser.evaluate("document.title").asText())
          .isEqualTo("home: 5 events became 2 moments");
      browser.press("Escape");
      browser.press("j");
      assertThat(browser.evaluate(DETAIL).asText())
          .isEqualTo(
              """
              Moment 00:00:01.000: closed 890 ms after it opened: every input was settled
              view: frame f1 of door, which opened it
              sound: chunk a1 of mic, 0
              words: text t1 of phone, +10.0 ms""");
      browser.press("m");
      assertThat(browser.evaluate(DETAIL).asText())
          .contains("Moment 00:00:03.000", "sound: missing: waited 1.00 s");
      browser.press("d");
      assertThat(browser.evaluate(DETAIL).asText())
          .startsWith("text t2 of phone: dropped as unmatched: no moment had it within reach");
      browser.press("+");
      assertThat(
              browser.evaluate("view.to - view.from < view.site.to - view.site.from").asBoolean())
          .isTrue();
    }
  }

  @Test
  void pointingAtAFrameSaysWhatBecameOfIt() throws Exception {
    Path page = AlignmentPageTest.write(AlignmentPageTest.story(), PageWindow.whole(), folder);

    try (Browser browser = Browser.open(page)) {
      browser.evaluate(
          """
          whole();
          draw(view);
          const lane = view.site.lanes.find(l => !l.group), box = canvas.getBoundingClientRect();
          canvas.dispatchEvent(new PointerEvent("pointermove",
            { clientX: box.left + x(view, 2_000_000), clientY: box.top + lane.y + lane.height / 2 }));
          """);
      assertThat(browser.evaluate("document.getElementById('tip').innerText").asText())
          .startsWith("frame f2 of door: in moment 00:00:03.000: sound missing: waited 1.00 s;");
    }
  }

  @Test
  void tenThousandEventsAreDrawnWithinAFrameOrTwo() throws Exception {
    Recorded recorded = new Recorded();
    for (int i = 0; i < 5_000; i++) {
      recorded.event(i * 50_000L + 10_000, i * 50_000L, "camera", "door");
      recorded.event(i * 50_000L + 11_000, i * 50_000L + 3_000, "text", "phone");
    }
    Path page = AlignmentPageTest.write(recorded, PageWindow.whole(), folder);

    try (Browser browser = Browser.open(page)) {
      double ms =
          browser
              .evaluate(
                  """
                  whole();
                  draw(view);
                  const times = [];
                  for (let i = 0; i < 9; i++) {
                    const begun = performance.now();
                    draw(view);
                    times.push(performance.now() - begun);
                  }
                  times.sort((a, b) => a - b)[4]
                  """)
              .asDouble();
      System.out.printf("10,000 events in view are drawn in %.1f ms (median of 9)%n", ms);
      assertThat(browser.evaluate("view.site.events.t.length").asInt()).isEqualTo(10_000);
      assertThat(ms).isLessThan(500); // generous: shared machines are slow
    }
  }
}
