package io.sensorium.worker.answer;

import java.io.PrintWriter;
import java.io.StringWriter;

/** A stack trace as text, of a length that fits into a record. */
final class StackText {
  private static final int LONGEST = 16 << 10;

  private StackText() {}

  static String of(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    String all = text.toString();
    return all.length() <= LONGEST ? all : all.substring(0, LONGEST) + "…";
  }
}
