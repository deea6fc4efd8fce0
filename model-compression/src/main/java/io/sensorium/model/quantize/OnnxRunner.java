package io.sensorium.model.quantize;

import java.util.Map;

/** Port: runs one model. */
public interface OnnxRunner extends AutoCloseable {
  /**
   * Runs a batch.
   *
   * @param inputs values of each input, example after example
   * @return values of each output, which must be floats
   */
  Map<String, float[]> run(Map<String, float[]> inputs);

  @Override
  void close();
}
