package io.sensorium.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LatestLinesTest {
  private final LatestLines lines = new LatestLines(3);

  @Test
  void aReaderGetsEveryLineOnceInOrder() {
    lines.add("a");
    lines.add("b");
    LatestLines.Batch first = lines.after(0);
    lines.add("c");

    assertThat(first.lines()).containsExactly("a", "b");
    assertThat(lines.after(first.position()).lines()).containsExactly("c");
    assertThat(lines.after(3).lines()).isEmpty();
  }

  @Test
  void aReaderThatIsTooSlowMissesTheOldest() {
    lines.add("a");
    long position = lines.after(0).position();
    for (String line : List.of("b", "c", "d", "e")) {
      lines.add(line);
    }

    assertThat(lines.after(position).lines()).containsExactly("c", "d", "e");
  }

  @Test
  void aNewReaderBeginsWithWhatIsKept() {
    for (String line : List.of("a", "b", "c", "d")) {
      lines.add(line);
    }

    assertThat(lines.after(0).lines()).containsExactly("b", "c", "d");
  }
}
