package io.sensorium.model.study;

import java.util.List;

/**
 * What one head came to.
 *
 * @param name of the head
 * @param text what it does
 * @param chosenBy mean share of right labels on the scenes by which one is chosen: all senses, each
 *     missing, with noise
 * @param all share of right labels of the examination with all senses
 * @param without the same without frame, sound and words
 * @param noisy the same with noise on all senses
 * @param micros of one run on one thread, the median
 * @param bytes of the model's file
 */
record Standing(
    String name,
    String text,
    double chosenBy,
    double all,
    List<Double> without,
    double noisy,
    double micros,
    long bytes) {
  Standing {
    without = List.copyOf(without);
  }
}
