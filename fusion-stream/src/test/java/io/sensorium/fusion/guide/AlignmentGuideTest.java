package io.sensorium.fusion.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Holds {@code docs/alignment.md} to the aligner. An example there is a pipeline followed by a
 * drawing; of the drawing only the rows of what arrives are read, and the rest is drawn anew.
 */
class AlignmentGuideTest {
  private static final Path GUIDE = Path.of("..", "docs", "alignment.md");
  private static final Pattern EXAMPLE =
      Pattern.compile("(?s)```yaml\\n((?:(?!```).)*)```\\s*```text\\n((?:(?!```).)*)```");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
  private static final Pattern TEST = Pattern.compile("`([a-z.]*[A-Z]\\w*Test)#(\\w+)`");

  @TestFactory
  Stream<DynamicTest> everyExampleIsWhatTheAlignerDoes() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    String guide = Files.readString(GUIDE);
    Matcher examples = EXAMPLE.matcher(guide);
    while (examples.find()) {
      String yaml = examples.group(1);
      String drawn = examples.group(2);
      tests.add(
          dynamicTest(
              HEADING
                  .matcher(guide.substring(0, examples.start()))
                  .results()
                  .reduce((before, after) -> after)
                  .map(heading -> heading.group(1))
                  .orElse("example"),
              () ->
                  assertThat(drawn)
                      .as("what stands in docs/alignment.md")
                      .isEqualTo(Drawing.of(Example.run(yaml, drawn)))));
    }
    assertThat(tests).hasSizeGreaterThan(15);
    return tests.stream();
  }

  @Test
  void everyTestThatIsNamedThereIsThere() throws Exception {
    Matcher named = TEST.matcher(Files.readString(GUIDE));
    int found = 0;
    while (named.find()) {
      Class<?> type = Class.forName("io.sensorium.fusion." + named.group(1));
      assertThat(type.getDeclaredMethods())
          .as(named.group())
          .extracting(Method::getName)
          .contains(named.group(2));
      found++;
    }
    assertThat(found).isPositive();
  }
}
