package io.sensorium.bench.workload;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.sensorium.event.Modality;
import java.util.Locale;

/** The networks, each with one input and scores of classes as its one output. */
public enum Net {
  MLP(
      "MLP 256-512-512-10",
      Modality.AUDIO,
      256,
      10,
      "audio: { sample-rate: 16000, raw: { window: 256 } }"),
  MOBILENET("MobileNet-like, 224 x 224", Modality.CAMERA, 3 * 224 * 224, 100, Net.IMAGE),
  RESNET18("ResNet-18-like, 224 x 224", Modality.CAMERA, 3 * 224 * 224, 100, Net.IMAGE),
  TRANSFORMER(
      "transformer, 6 layers of 384, 64 tokens",
      Modality.TEXT,
      64,
      10,
      "text: { vocabulary: vocabulary.txt, length: 64 }");

  private static final String IMAGE =
      "image: { colour: rgb, resize: stretch, scale: 0.00392156862745098,"
          + " mean: [0.5, 0.5, 0.5], std: [0.25, 0.25, 0.25] }";

  /** Name of every network's input. */
  public static final String INPUT = "x";

  /** Name of every network's output. */
  public static final String OUTPUT = "scores";

  private final String title;
  private final Modality modality;
  private final int rowSize;
  private final int scores;
  private final String features;

  Net(String title, Modality modality, int rowSize, int scores, String features) {
    this.title = title;
    this.modality = modality;
    this.rowSize = rowSize;
    this.scores = scores;
    this.features = features;
  }

  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Net of(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT));
  }

  public String title() {
    return title;
  }

  /** Of the events that it takes. */
  public Modality modality() {
    return modality;
  }

  /** Values of one row of its input. */
  public int rowSize() {
    return rowSize;
  }

  /** Scores that it gives for a row. */
  public int scores() {
    return scores;
  }

  /** Whether its input is word ids, not floats. */
  public boolean tokens() {
    return modality == Modality.TEXT;
  }

  /** How payloads become its input, as {@code model.yaml} says it. */
  String features() {
    return features;
  }

  /** The network in float; the same weights each time. */
  public ModelProto model() {
    return switch (this) {
      case MLP -> DenseNets.mlp();
      case MOBILENET -> ConvolutionalNets.mobileNet();
      case RESNET18 -> ConvolutionalNets.resNet18();
      case TRANSFORMER -> Transformer.build();
    };
  }
}
