package io.sensorium.bench.figure;

import java.util.ArrayList;
import java.util.List;

/** A table in Markdown. The first column is text, the others are numbers. */
public final class Table {
  private final StringBuilder text = new StringBuilder();
  private final int columns;

  public Table(String... titles) {
    columns = titles.length;
    row(titles);
    List<String> rule = new ArrayList<>(List.of("---"));
    while (rule.size() < columns) {
      rule.add("---:");
    }
    row(rule.toArray(String[]::new));
  }

  /** Adds a row; cells that are left out are empty. */
  public void row(String... cells) {
    List<String> all = new ArrayList<>(List.of(cells));
    while (all.size() < columns) {
      all.add("");
    }
    text.append("| ").append(String.join(" | ", all)).append(" |\n");
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
