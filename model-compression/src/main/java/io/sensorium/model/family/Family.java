package io.sensorium.model.family;

import io.sensorium.model.network.Branches;
import io.sensorium.model.network.Residual;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Ways to build a convolutional network; all train without batch norm. */
public enum Family {
  /** One convolution after another. */
  PLAIN("plain", "convolutions in a chain") {
    @Override
    void block(UnitList units, int filters, int stride) {
      units.convolution(filters, 3, stride).rectifier();
    }
  },

  /**
   * Basic blocks of two convolutions (He et al., 2016). Shortcuts that halve pool first, so that
   * every position reaches the scores.
   */
  RESIDUAL("residual", "convolutions with shortcuts (He et al., 2016)") {
    @Override
    void block(UnitList units, int filters, int stride) {
      UnitList body = units.fork();
      body.convolution(filters, 3, stride).rectifier().convolution(filters, 3, 1);
      UnitList way = units.fork();
      if (stride > 1) {
        // A 1 x 1 convolution of stride 2 alone would leave three of four positions unseen.
        way.maxPool(stride);
      }
      if (stride > 1 || units.shape().channels() != filters) {
        way.convolution(filters, 1, 1);
      }
      units.add(new Residual(body.units(), way.units()), body.shape()).rectifier();
    }
  },

  /**
   * Kernels of several sizes beside each other (Szegedy et al., 2015), the one of 5 × 5 as two of 3
   * × 3 (Szegedy et al., "Rethinking the Inception Architecture", 2016). The shares of channels are
   * about those of module 3a, but what the larger kernels read is never fewer than {@value
   * #LEAST_REDUCED} channels.
   */
  INCEPTION("inception", "kernels of several sizes side by side (Szegedy et al., 2015)") {
    @Override
    void block(UnitList units, int filters, int stride) {
      if (stride > 1) {
        units.maxPool(stride);
      }
      int eighth = filters / 8;
      int wide = Math.max(LEAST_REDUCED, 2 * eighth);
      int narrow = Math.max(LEAST_REDUCED, eighth);
      UnitList one = units.fork().convolution(2 * eighth, 1, 1);
      UnitList three = units.fork().convolution(wide, 1, 1).rectifier();
      three.convolution(filters - 4 * eighth, 3, 1);
      UnitList five = units.fork().convolution(narrow, 1, 1).rectifier();
      five.convolution(narrow, 3, 1).rectifier().convolution(eighth, 3, 1);
      UnitList pool = units.fork().maxPool(1).convolution(eighth, 1, 1);
      MapShape at = units.shape();
      units.add(
          new Branches(List.of(one.units(), three.units(), five.units(), pool.units())),
          new MapShape(filters, at.height(), at.width()));
      units.rectifier();
    }
  },

  /** Inverted residuals (Sandler et al., "MobileNetV2", 2018). */
  MBCONV("mbconv", "inverted residuals (Sandler et al., 2018)") {
    @Override
    void block(UnitList units, int filters, int stride) {
      inverted(units, filters, stride, false);
    }
  },

  /** The same with channels weighed (Tan and Le, "EfficientNet", 2019), but rectifiers. */
  MBCONV_SE("mbconv-se", "the same with squeeze-excite (Tan and Le, 2019)") {
    @Override
    void block(UnitList units, int filters, int stride) {
      inverted(units, filters, stride, true);
    }
  };

  /** MobileNetV2 and EfficientNet take 6; small maps gain little by it and pay all the same. */
  private static final int EXPANSION = 4;

  /** Of one or two channels behind a rectifier, many never say anything again. */
  private static final int LEAST_REDUCED = 4;

  private final String key;
  private final String text;

  Family(String key, String text) {
    this.key = key;
    this.text = text;
  }

  /** As commands and tables name it. */
  public String key() {
    return key;
  }

  /** What it is, for people. */
  public String text() {
    return text;
  }

  /** The keys of all. */
  public static List<String> keys() {
    return Arrays.stream(values()).map(Family::key).toList();
  }

  /** The family of a key, if there is one. */
  public static Optional<Family> of(String key) {
    return Arrays.stream(values()).filter(f -> f.key.equals(key)).findFirst();
  }

  /** Adds a block. */
  abstract void block(UnitList units, int filters, int stride);

  private static void inverted(UnitList units, int filters, int stride, boolean weighed) {
    int channels = units.shape().channels();
    UnitList body = units.fork().convolution(EXPANSION * channels, 1, 1).rectifier();
    body.depthwise(3, stride).rectifier();
    if (weighed) {
      body.squeezeExcite(Math.max(1, channels / 4));
    }
    body.convolution(filters, 1, 1);
    if (stride == 1 && channels == filters) {
      units.add(new Residual(body.units(), List.of()), body.shape());
    } else {
      body.units().forEach(unit -> units.add(unit, body.shape()));
    }
  }
}
