package io.sensorium.deploy.samples;

import io.sensorium.config.ConfigException;
import io.sensorium.event.Modality;
import io.sensorium.model.file.ModelFileException;
import io.sensorium.model.graph.Numbers;
import io.sensorium.model.labelled.Sample;
import io.sensorium.model.sample.Samples;
import io.sensorium.worker.feature.FeatureException;
import io.sensorium.worker.graph.SoloModel;
import io.sensorium.worker.moment.PayloadEvent;
import io.sensorium.worker.tensor.Tensor;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Payloads as the tensors that the model would be served with. */
public final class PayloadSamples implements Samples {
  private final SoloModel model;
  private final List<Payload> payloads;

  private PayloadSamples(SoloModel model, List<Payload> payloads) {
    this.model = model;
    this.payloads = payloads;
  }

  /**
   * Lists the samples of a folder.
   *
   * @param model to be used by nobody else meanwhile; stays the caller's
   * @param folder with files below it, or a recording's
   */
  public static PayloadSamples of(SoloModel model, Path folder) {
    Modality modality = model.modality();
    return new PayloadSamples(model, PayloadFolder.list(folder, modality));
  }

  /**
   * The newest events of a topic; each chunk of sound with those that it follows.
   *
   * @param model to be used by nobody else meanwhile; stays the caller's
   * @param kafka settings for the client and the deserializer
   * @param most events at most
   * @throws ConfigException if the topic has none, or is of another modality than the model
   */
  public static PayloadSamples ofTopic(
      SoloModel model, Map<String, String> kafka, String topic, int most) {
    List<Payload> payloads = TopicPayloads.read(kafka, topic, most);
    Modality found = modality(payloads.get(0).event());
    if (found != model.modality()) {
      throw new ConfigException(
          "--topic: expected events of modality %s, which the model takes, found %s in '%s'. Name another topic."
              .formatted(model.modality(), found, topic));
    }
    return new PayloadSamples(model, payloads);
  }

  /**
   * Labelled samples; their labels are left aside.
   *
   * @param model to be used by nobody else meanwhile; stays the caller's
   */
  public static PayloadSamples of(SoloModel model, List<Sample> samples) {
    return new PayloadSamples(model, samples.stream().map(PayloadSamples::payload).toList());
  }

  private static Payload payload(Sample sample) {
    if (sample.content() instanceof Sample.Written written) {
      return new Payload.Written(sample.name(), written.text());
    }
    if (sample.content() instanceof Sample.Heard heard) {
      return new Payload.Joined(sample.name(), heard.files());
    }
    return new Payload.Stored(((Sample.Stored) sample.content()).file());
  }

  @Override
  public int count() {
    return payloads.size();
  }

  @Override
  public Map<String, Numbers> at(int place) {
    Payload payload = payloads.get(place);
    Map<String, Numbers> sample = new LinkedHashMap<>();
    try {
      model
          .features(payload.event())
          .tensors()
          .forEach((name, tensor) -> sample.put(name, numbers(tensor)));
    } catch (FeatureException unfit) {
      throw new ModelFileException(
          Path.of(payload.name()),
          "a sample",
          "one without features: " + unfit.getMessage(),
          "Take it out of the samples");
    }
    return sample;
  }

  private static Modality modality(PayloadEvent event) {
    if (event instanceof PayloadEvent.Frame) {
      return Modality.CAMERA;
    }
    return event instanceof PayloadEvent.Chunk ? Modality.AUDIO : Modality.TEXT;
  }

  private static Numbers numbers(Tensor tensor) {
    FloatBuffer values = tensor.values().duplicate();
    float[] copy = new float[values.remaining()];
    values.get(copy);
    return Numbers.of(copy, tensor.dims());
  }
}
