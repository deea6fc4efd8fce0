package io.sensorium.worker.repository;

import com.fasterxml.jackson.databind.JsonNode;
import io.sensorium.worker.feature.Filter;
import io.sensorium.worker.feature.ImageSpec;
import io.sensorium.worker.feature.ImageSpec.Colour;
import io.sensorium.worker.feature.ImageSpec.Resize;
import java.util.List;
import java.util.Set;

/** What {@code preprocessor_config.json} says of images. */
final class ImageProcessorFile {
  private static final Set<String> KNOWN =
      Set.of(
          "image_processor_type",
          "feature_extractor_type",
          "processor_class",
          "_valid_processor_keys",
          "do_resize",
          "size",
          "resample",
          "default_to_square",
          "do_center_crop",
          "crop_size",
          "crop_pct",
          "do_rescale",
          "rescale_factor",
          "do_normalize",
          "image_mean",
          "image_std",
          "do_convert_rgb",
          "do_flip_channel_order",
          "data_format");

  /** From here on ConvNeXt's processor squeezes images instead of cutting them. */
  private static final int UNCUT = 384;

  private final JsonFile file;

  private ImageProcessorFile(JsonFile file) {
    this.file = file;
  }

  static FeatureDescription read(JsonFile file) {
    file.allow(KNOWN);
    return new ImageProcessorFile(file).image();
  }

  /** What comes out, and how long the shorter side is before it is cut; 0 where it is not. */
  private record Shape(int height, int width, int shorterSide) {}

  private FeatureDescription image() {
    if (!file.flag("do_resize", true)) {
      throw file.error("do_resize", "true, since cameras send frames of any size");
    }
    Shape shape = shape();
    boolean normalised = file.flag("do_normalize", file.has("image_mean"));
    return new FeatureDescription.Image(
        List.of(shape.height(), shape.width()),
        file.flag("do_flip_channel_order", false) ? Colour.BGR : Colour.RGB,
        shape.shorterSide() == 0 ? Resize.STRETCH : Resize.CROP,
        file.flag("do_rescale", true) ? file.number("rescale_factor", 1 / 255.0) : 1,
        normalised ? file.numbers("image_mean", 3) : List.of(),
        normalised ? file.numbers("image_std", 3) : List.of(),
        ImageSpec.DEFAULT_MAX_PIXELS,
        shape.shorterSide(),
        filter(),
        ImageSpec.DEFAULT_MAX_BYTES);
  }

  private Shape shape() {
    JsonNode size = file.at("size");
    boolean cropped = file.flag("do_center_crop", false);
    // A plain number is a square, but where it is cut from it is the shorter side.
    boolean shorter = size.isInt() ? cropped || file.has("crop_pct") : size.has("shortest_edge");
    if (size.has("longest_edge")) {
      throw file.error("size", "height and width, or shortest_edge alone");
    }
    if (shorter && file.has("crop_pct")) {
      int edge = edge(size.isInt() ? size : size.path("shortest_edge"), "size");
      int wide = (int) (edge / file.number("crop_pct", 1));
      return new Shape(edge, edge, edge < UNCUT ? wide : 0);
    }
    if (!shorter) {
      int height = edge(size.isInt() ? size : size.path("height"), "size");
      int width = edge(size.isInt() ? size : size.path("width"), "size");
      if (cropped && !(crop("height") == height && crop("width") == width)) {
        throw file.error("crop_size", "the size itself, or a size with shortest_edge");
      }
      return new Shape(height, width, 0);
    }
    if (!cropped) {
      throw file.error("do_center_crop", "true, since shortest_edge alone leaves the width open");
    }
    int side = edge(size.isInt() ? size : size.path("shortest_edge"), "size");
    if (side < Math.max(crop("height"), crop("width"))) {
      throw file.error("crop_size", "at most the shorter side of " + side);
    }
    return new Shape(crop("height"), crop("width"), side);
  }

  private int crop(String side) {
    JsonNode crop = file.at("crop_size");
    return edge(crop.isInt() ? crop : crop.path(side), "crop_size");
  }

  private int edge(JsonNode node, String key) {
    if (!node.isInt() || node.asInt() < 1) {
      throw file.error(key, "whole numbers for height and width, or for shortest_edge");
    }
    return node.asInt();
  }

  private Filter filter() {
    return switch (file.at("resample").asInt(-1)) {
      case 0 -> Filter.NEAREST;
      case 1 -> Filter.LANCZOS;
      case 2 -> Filter.ANTIALIAS;
      case 3 -> Filter.BICUBIC;
      default ->
          throw file.error("resample", "0 (nearest), 1 (lanczos), 2 (bilinear) or 3 (bicubic)");
    };
  }
}
