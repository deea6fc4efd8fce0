package io.sensorium.fusion.offline.whatif;

import io.sensorium.fusion.align.AlignmentSpec;
import io.sensorium.fusion.align.InputSpec;
import io.sensorium.fusion.align.Matching;
import io.sensorium.fusion.offline.run.RecordingRun;
import io.sensorium.fusion.offline.summary.Figures;
import io.sensorium.fusion.offline.summary.Hint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Asks a recording what other settings would have made of it. Every figure of a hint is one that a
 * run with that setting gave: hints hold exactly for the recording, whatever inputs and rules have
 * to do with each other. The recording is read at most twice more; where there is nothing to ask,
 * not at all.
 */
public final class WhatIf {
  private final AlignmentSpec spec;
  private final Path recording;
  private final Figures base;

  private WhatIf(AlignmentSpec spec, Path recording, Figures base) {
    this.spec = spec;
    this.recording = recording;
    this.base = base;
  }

  /**
   * What is worth saying, by input and setting.
   *
   * @param base what came of the recording as it is
   */
  public static List<Hint> hints(AlignmentSpec spec, Path recording, Figures base) {
    return new WhatIf(spec, recording, base).ask();
  }

  private List<Hint> ask() {
    List<Question> questions = questions();
    Set<Variation> probes = new LinkedHashSet<>();
    questions.forEach(question -> question.probe().ifPresent(probes::add));
    Map<Variation, Figures> probed = run(probes);

    Map<Question, Variation> proposals = new LinkedHashMap<>();
    for (Question question : questions) {
      Figures known = question.probe().map(probed::get).orElse(base);
      question.proposal(known).ifPresent(proposal -> proposals.put(question, proposal));
    }
    Map<Variation, Figures> tried = run(new LinkedHashSet<>(proposals.values()));

    // Of two answers about one setting, as a longer and a shorter wait, the first counts.
    Map<String, Hint> hints = new LinkedHashMap<>();
    proposals.forEach(
        (question, proposal) -> {
          Figures outcome = tried.get(proposal);
          if (outcome != null) {
            question
                .answer(proposal, outcome)
                .ifPresent(hint -> hints.putIfAbsent(hint.input() + " " + hint.setting(), hint));
          }
        });
    return List.copyOf(hints.values());
  }

  private List<Question> questions() {
    List<Question> questions = new ArrayList<>();
    for (int i = 0; i < spec.inputs().size(); i++) {
      InputSpec input = spec.inputs().get(i);
      Matching matching = input.matching();
      questions.add(new ShiftedClock(i, spec, base));
      if (matching instanceof Matching.Nearest || matching instanceof Matching.Latest) {
        questions.add(new WiderReach(i, input, base));
      }
      if (!(matching instanceof Matching.Pace)) {
        questions.add(new LongerWait(i, input, base));
        questions.add(new ShorterWait(i, input, base));
      }
      questions.add(new MoreDisorder(i, input, base));
    }
    return questions;
  }

  /** Runs all of them in one reading. */
  private Map<Variation, Figures> run(Set<Variation> variations) {
    Map<Variation, Figures> figures = new LinkedHashMap<>();
    List<RecordingRun> runs = new ArrayList<>();
    for (Variation variation : variations) {
      AlignmentSpec varied = variation.of(spec);
      Figures of = new Figures(varied);
      figures.put(variation, of);
      runs.add(new RecordingRun(varied, of));
    }
    if (!runs.isEmpty()) {
      RecordingRun.read(recording, runs);
    }
    return figures;
  }
}
