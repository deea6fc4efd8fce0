package io.sensorium.model.evaluate;

import io.sensorium.model.evaluate.metric.Spread;
import io.sensorium.model.labelled.Sample;
import io.sensorium.worker.graph.SoloModel;
import io.sensorium.worker.tensor.ModelSession;
import io.sensorium.worker.tensor.ModelSignature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** A candidate while it is measured. */
final class Contestant implements AutoCloseable {
  private final Candidate candidate;
  private final SoloModel model;
  private final Judge judge;
  private final String features;
  private final String provider;
  private final LongSupplier nanoTime;
  private final LongStream.Builder nanos = LongStream.builder();

  private Contestant(
      Candidate candidate,
      SoloModel model,
      ModelSignature signature,
      String provider,
      LongSupplier nanoTime) {
    this.candidate = candidate;
    this.model = model;
    this.judge = Judge.of(model, candidate.version());
    this.features = candidate.version().folder() + shapes(signature);
    this.provider = provider;
    this.nanoTime = nanoTime;
  }

  /** Owns the session from here on, also where this fails. */
  static Contestant open(Candidate candidate, ModelSession session, LongSupplier nanoTime) {
    ModelSignature signature = session.signature();
    String provider = session.provider();
    SoloModel model = SoloModel.of(candidate.repository(), candidate.version(), null, session);
    try {
      return new Contestant(candidate, model, signature, provider, nanoTime);
    } catch (RuntimeException unfit) {
      model.close();
      throw unfit;
    }
  }

  SoloModel model() {
    return model;
  }

  /** The same for all that can be fed with the same features. */
  String features() {
    return features;
  }

  String provider() {
    return provider;
  }

  void see(Sample sample, SoloModel.@Nullable Features input, boolean timed) {
    long start = nanoTime.getAsLong();
    float[] row = model.run(Objects.requireNonNull(input));
    long took = nanoTime.getAsLong() - start;
    if (timed) {
      nanos.add(took);
    }
    judge.see(sample, row, input);
  }

  void time(SoloModel.@Nullable Features input) {
    long start = nanoTime.getAsLong();
    model.run(Objects.requireNonNull(input));
    nanos.add(nanoTime.getAsLong() - start);
  }

  Figures figures() {
    try {
      long bytes = Files.size(candidate.file().path());
      return new Figures(
          candidate.name(), bytes, new Spread(nanos.build().toArray()), judge.quality());
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  @Override
  public void close() {
    model.close();
  }

  private static String shapes(ModelSignature signature) {
    StringBuilder shapes = new StringBuilder();
    signature.inputs().forEach(t -> shapes.append(' ').append(t.name()).append(t.shape()));
    return shapes.toString();
  }
}
