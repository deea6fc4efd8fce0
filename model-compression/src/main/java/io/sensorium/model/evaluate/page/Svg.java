package io.sensorium.model.evaluate.page;

import java.util.Locale;

/** Writes one drawing; all texts are escaped, colours come from the page's classes. */
final class Svg {
  private final StringBuilder out = new StringBuilder();

  /** Where a text stands by its point. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  Svg(double width, double height, String described) {
    out.append(
        format(
            "<svg viewBox=\"0 0 %.0f %.0f\" width=\"%.0f\" role=\"img\" aria-label=\"%s\">\n",
            width, height, width, escape(described)));
  }

  /**
   * @param look classes of the page
   * @param tip is told where the mouse rests; empty for nothing
   */
  void box(
      double x, double y, double width, double height, String look, double opacity, String tip) {
    out.append(
        format(
            "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" class=\"%s\" fill-opacity=\"%.3f\"",
            x, y, Math.max(0, width), Math.max(0, height), look, opacity));
    close("rect", tip);
  }

  void dot(double x, double y, double radius, String look, String tip) {
    out.append(
        format("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" class=\"%s\"", x, y, radius, look));
    close("circle", tip);
  }

  void line(double x1, double y1, double x2, double y2, String look) {
    out.append(
        format(
            "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" class=\"%s\"/>\n",
            x1, y1, x2, y2, look));
  }

  void text(double x, double y, Anchor anchor, String look, String text) {
    out.append(
        format(
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" class=\"%s\">%s</text>\n",
            x, y, anchor.name().toLowerCase(Locale.ROOT), look, escape(text)));
  }

  /** A text that runs upwards and ends at the point. */
  void upright(double x, double y, String look, String text) {
    out.append(
        format(
            "<text transform=\"translate(%.1f %.1f) rotate(-90)\" text-anchor=\"end\" class=\"%s\">%s</text>\n",
            x, y, look, escape(text)));
  }

  String end() {
    return out.append("</svg>\n").toString();
  }

  private void close(String element, String tip) {
    out.append(tip.isEmpty() ? "/>\n" : "><title>" + escape(tip) + "</title></" + element + ">\n");
  }

  /** Makes a text harmless between tags and inside quotes. */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(Character.isISOControl(c) ? ' ' : c);
              }
            });
    return escaped.toString();
  }

  static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
