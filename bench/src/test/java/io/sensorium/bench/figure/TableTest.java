package io.sensorium.bench.figure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TableTest {
  @Test
  void numbers_stand_to_the_right_and_what_is_left_out_is_empty() {
    Table table = new Table("", "a", "b");

    table.row("first", "1", "2");
    table.row("out");

    assertThat(table)
        .hasToString(
            """
            |  | a | b |
            | --- | ---: | ---: |
            | first | 1 | 2 |
            | out |  |  |
            """);
  }
}
