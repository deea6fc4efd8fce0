package io.sensorium.model.anatomy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An anatomy as lines for people. */
public final class AnatomyText {
  private static final int MOST_CONSTANTS = 8;

  private AnatomyText() {}

  public static List<String> lines(Anatomy anatomy) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "work      %,d multiply-accumulates for one sample, %,d parameters",
            anatomy.multiplications(),
            anatomy.parameters()));
    lines.add(row("operator", "nodes", "MACs", "parameters"));
    for (Anatomy.Operator operator : anatomy.operators()) {
      String work = String.format(Locale.ROOT, "%,d", operator.multiplications());
      lines.add(
          row(
              operator.name(),
              "" + operator.nodes(),
              work,
              String.format(Locale.ROOT, "%,d", operator.parameters())));
      if (operator.open() > 0) {
        lines.add(
            "            %d of them not counted: a dimension is open".formatted(operator.open()));
      }
    }
    long all = anatomy.constants().stream().mapToLong(Anatomy.Constant::bytes).sum();
    lines.add(
        String.format(
            Locale.ROOT,
            "constants %,d with %,d bytes; the largest:",
            anatomy.constants().size(),
            all));
    for (Anatomy.Constant one :
        anatomy.constants().subList(0, Math.min(MOST_CONSTANTS, anatomy.constants().size()))) {
      lines.add(
          String.format(
              Locale.ROOT, "          %,12d bytes  %s %s", one.bytes(), one.name(), one.dims()));
    }
    return lines;
  }

  private static String row(String operator, String nodes, String work, String parameters) {
    return "          %-20s %6s %18s %14s".formatted(operator, nodes, work, parameters);
  }
}
