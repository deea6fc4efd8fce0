package io.sensorium.model.family;

import io.sensorium.model.network.Unit;
import java.util.List;

/**
 * One network of a family.
 *
 * @param width channels of the first stage; the second has twice, the third four times as many
 * @param depth blocks of each stage
 */
public record Blueprint(Family family, int width, int depth) {
  private static final int LEAST_WIDTH = 8;
  private static final int MOST_WIDTH = 512;
  private static final int MOST_DEPTH = 16;

  public Blueprint {
    if (width < LEAST_WIDTH || width > MOST_WIDTH || depth < 1 || depth > MOST_DEPTH) {
      throw new IllegalArgumentException(
          "expected a width of %d to %d and a depth of 1 to %d, found %d and %d"
              .formatted(LEAST_WIDTH, MOST_WIDTH, MOST_DEPTH, width, depth));
    }
  }

  /**
   * Its units, from an example to scores before a softmax. A stem of stride 2, stages of which the
   * second and third halve rows and columns again, means over positions, a dense layer. Where there
   * is one channel only, means are taken over columns alone: in which band a sound is matters, when
   * it is heard does not.
   */
  public List<Unit> units(MapShape input, int outputs) {
    UnitList units = new UnitList(input);
    while (units.shape().positions() > UnitList.LARGE_MAP) {
      units.convolution(width, 3, 2).rectifier();
    }
    units.convolution(width, 3, 2).rectifier();
    for (int stage = 0; stage < 3; stage++) {
      for (int block = 0; block < depth; block++) {
        int stride = stage > 0 && block == 0 && units.halves() ? 2 : 1;
        family.block(units, width << stage, stride);
      }
    }
    return units.scores(outputs, input.channels() == 1);
  }

  /** As commands and tables name it. */
  public String key() {
    return family.key() + "-" + width + "x" + depth;
  }
}
