package io.sensorium.worker.graph;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** What running a step gave for one moment. Belongs to the thread that runs the step. */
final class StepRun {
  private final Map<String, float[]> outputs = new HashMap<>(4);
  private final Map<String, float[]> without = new LinkedHashMap<>(4);
  private long nanos;

  /** A run in which the moment had a row took so long. */
  void took(long more) {
    nanos += more;
  }

  void gave(String output, float[] row) {
    outputs.put(output, row);
  }

  /** The raw prediction without that input. */
  void gaveWithout(String input, float[] row) {
    without.put(input, row);
  }

  /** The moment's rows of the outputs, by name. */
  Map<String, float[]> outputs() {
    return outputs;
  }

  /** Its raw prediction without each of the inputs that can be left out, by input. */
  Map<String, float[]> without() {
    return without;
  }

  /** How long the runs took in which it had a row. */
  long nanos() {
    return nanos;
  }
}
