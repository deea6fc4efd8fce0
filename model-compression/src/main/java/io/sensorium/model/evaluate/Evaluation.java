package io.sensorium.model.evaluate;

import io.sensorium.event.Modality;
import io.sensorium.model.labelled.ClipReader;
import io.sensorium.model.labelled.LabelledData;
import io.sensorium.model.labelled.Sample;
import io.sensorium.model.labelled.SampleException;
import io.sensorium.worker.feature.FeatureException;
import io.sensorium.worker.graph.SoloModel;
import io.sensorium.worker.repository.FeatureDescription;
import io.sensorium.worker.repository.Task;
import io.sensorium.worker.tensor.ModelRuntime;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/**
 * Lets candidates see the same samples in turns, so that what else the machine does meanwhile falls
 * on all of them.
 */
public final class Evaluation {
  /** Runs of each candidate before any is timed: the first ones load what later ones find. */
  private static final int WARM_UP = 5;

  /** Timed runs of each candidate at least, so that the 99th percentile is not the slowest run. */
  private static final int LEAST_RUNS = 200;

  private final ModelRuntime runtime;
  private final Payloads payloads;
  private final LongSupplier nanoTime;

  /**
   * @param runtime runs a session on one thread
   * @param nanoTime what runs are timed by
   */
  public Evaluation(ModelRuntime runtime, ClipReader clips, LongSupplier nanoTime) {
    this.runtime = runtime;
    this.payloads = new Payloads(clips);
    this.nanoTime = nanoTime;
  }

  /**
   * The labelled samples of a folder, as the candidates' task wants them.
   *
   * @throws SampleException if there are none, or the candidates' tasks differ
   */
  public static List<Sample> samples(List<Candidate> candidates, Path data) {
    List<Task> tasks =
        candidates.stream()
            .map(c -> c.version().description().task() == Task.DETECTION)
            .map(detection -> detection ? Task.DETECTION : Task.CLASSIFICATION)
            .distinct()
            .toList();
    if (tasks.size() != 1) {
      throw new SampleException(
          data, "models of one task", "" + tasks, "Evaluate them one task at a time");
    }
    if (tasks.get(0) == Task.DETECTION) {
      return LabelledData.boxes(data);
    }
    return LabelledData.isRecording(data)
        ? LabelledData.recorded(data, modality(candidates, data))
        : LabelledData.classes(data);
  }

  private static Modality modality(List<Candidate> candidates, Path data) {
    List<Modality> modalities =
        candidates.stream()
            .flatMap(c -> c.version().description().inputs().values().stream())
            .map(FeatureDescription::modality)
            .distinct()
            .toList();
    if (modalities.size() != 1) {
      throw new SampleException(
          data,
          "models that are fed by one kind of payload, to take from the recording",
          modalities.toString(),
          "Evaluate them one kind at a time");
    }
    return modalities.get(0);
  }

  /**
   * Measures.
   *
   * @param candidates at least one
   * @param data what the samples are called in the report
   * @param done is told how many samples are done
   * @throws SampleException if a sample has no features, or a label that a candidate does not know
   */
  public Report run(
      List<Candidate> candidates, List<Sample> samples, String data, IntConsumer done) {
    List<Contestant> contestants = new ArrayList<>();
    try {
      for (Candidate candidate : candidates) {
        contestants.add(
            Contestant.open(candidate, runtime.load(candidate.file().path()), nanoTime));
      }
      List<Map<String, SoloModel.Features>> kept = new ArrayList<>();
      for (int i = 0; i < samples.size(); i++) {
        Map<String, SoloModel.Features> features = features(contestants, samples.get(i));
        for (int turn = 0; turn < contestants.size(); turn++) {
          Contestant next = contestants.get((i + turn) % contestants.size());
          next.see(samples.get(i), features.get(next.features()), i >= WARM_UP);
        }
        if (kept.size() < LEAST_RUNS / 4) {
          kept.add(features);
        }
        done.accept(i + 1);
      }
      for (int i = 0; i + samples.size() - WARM_UP < LEAST_RUNS; i++) {
        for (Contestant next : contestants) {
          next.time(kept.get(i % kept.size()).get(next.features()));
        }
      }
      List<Figures> figures = contestants.stream().map(Contestant::figures).toList();
      return new Report(data, samples.size(), contestants.get(0).provider(), figures);
    } finally {
      contestants.forEach(Contestant::close);
    }
  }

  /** Each kind of features that any of them takes, computed once. */
  private Map<String, SoloModel.Features> features(List<Contestant> contestants, Sample sample) {
    Map<String, SoloModel.Features> features = new HashMap<>();
    for (Contestant contestant : contestants) {
      if (!features.containsKey(contestant.features())) {
        features.put(contestant.features(), of(contestant.model(), sample, payloads));
      }
    }
    return features;
  }

  static SoloModel.Features of(SoloModel model, Sample sample, Payloads payloads) {
    try {
      return model.features(payloads.of(sample));
    } catch (FeatureException unreadable) {
      throw new SampleException(
          sample.name(),
          "a sample that the model can be fed with",
          String.valueOf(unreadable.getMessage()),
          "Correct it or leave it out");
    }
  }
}
