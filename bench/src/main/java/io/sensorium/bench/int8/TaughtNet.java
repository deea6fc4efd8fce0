package io.sensorium.bench.int8;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnxruntime.OrtException;
import io.sensorium.bench.workload.EightBits;
import io.sensorium.bench.workload.Net;
import io.sensorium.model.onnx.GraphValues;
import io.sensorium.model.onnx.OnnxModel;
import io.sensorium.model.sample.SpreadSamples;
import io.sensorium.model.transfer.Body;
import io.sensorium.model.transfer.Embeddings;
import io.sensorium.model.transfer.HeadTraining;
import io.sensorium.model.transfer.NewHead;
import io.sensorium.model.transfer.TransferSplit;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;

/**
 * A network whose last layer has learned to tell the classes of rows, in float and on 8 bits. The
 * layers before it are random, but for their scale: no network of this size can be trained in the
 * time of a measurement, and a last layer on random features is enough to have an accuracy to lose.
 *
 * @param floats the whole network, scores before a softmax
 * @param int8 the same on 8 bits, as {@code model quantize} makes it: static, and for words
 *     dynamic; nothing is left in float by choice
 */
record TaughtNet(ModelProto floats, ModelProto int8) {
  private static final int CALIBRATION_ROWS = 100;
  private static final int EPOCHS = 60;

  static TaughtNet teach(
      Net net,
      LabelledRows lessons,
      int classes,
      ExecutorService threads,
      Consumer<String> progress)
      throws OrtException, InterruptedException {
    ModelProto random = net.model();
    Body body = Body.of(random, GraphValues.of(random), "");
    Embeddings all;
    progress.accept("%s: features of %d lessons".formatted(net.key(), lessons.count()));
    try (OnnxModel runner = OnnxModel.of(body.model().toByteArray())) {
      all = Embeddings.of(body, runner, lessons, lessons.targets());
    }
    TransferSplit split = TransferSplit.drawn(all, false, 1);
    HeadTraining.Head head =
        new HeadTraining(0, EPOCHS, 1)
            .teach(split.training(), split.validation(), classes, threads, line -> {});
    ModelProto floats = NewHead.on(body, head.network());
    progress.accept("%s: 8 bits".formatted(net.key()));
    return new TaughtNet(
        floats, EightBits.of(net, floats, new SpreadSamples(lessons, CALIBRATION_ROWS)));
  }
}
