package io.sensorium.deploy.command.model;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.sensorium.config.ConfigException;
import io.sensorium.model.distil.Distillation;
import io.sensorium.model.distil.Material;
import io.sensorium.model.distil.Teacher;
import io.sensorium.model.family.MapShape;
import io.sensorium.model.graph.Numbers;
import io.sensorium.model.onnx.OnnxModel;
import io.sensorium.model.sample.JoinedSamples;
import io.sensorium.model.sample.Samples;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A teacher, and what it says of the samples that there are. */
record DistilLesson(Teacher teacher, Material material) {
  /**
   * Where samples come from; at least one folder.
   *
   * @param most samples without labels
   */
  record Source(@Nullable Path samples, @Nullable Path labelled, int most) {
    Source {
      if (samples == null && labelled == null) {
        throw new ConfigException(
            "expected --samples, --labelled or both, found neither. Give what the teacher is to be"
                + " asked about.");
      }
    }
  }

  static DistilLesson of(QuantizeTarget target, ModelProto model, Source source) {
    Teacher teacher = Teacher.of(target.file(), model.getGraph());
    try (OnnxModel runner =
        ModelWork.explained(target.file(), () -> OnnxModel.open(model.toByteArray()))) {
      List<Integer> targets = new ArrayList<>();
      @Nullable Samples all = null;
      if (source.samples() != null) {
        all = ModelSamples.of(target, model, source.samples(), source.most());
        targets.addAll(Collections.nCopies(all.count(), Material.UNKNOWN));
      }
      if (source.labelled() != null) {
        LabelledSamples labelled =
            LabelledSamples.of("--labelled", target, model, source.labelled());
        targets.addAll(
            labelled.targets(labels(target), classes(teacher, runner, labelled.samples())));
        all = all == null ? labelled.samples() : new JoinedSamples(all, labelled.samples());
      }
      Samples asked = Objects.requireNonNull(all);
      Material material =
          ModelWork.explained(
              target.file(),
              () -> Material.gather(teacher, runner, asked, targets, System.err::println));
      Material distinct = material.withoutTwins();
      int twins = material.rows().size() - distinct.rows().size();
      if (twins > 0) {
        System.err.printf("%,d of --samples are among --labelled, and left out%n", twins);
      }
      return new DistilLesson(teacher, distinct);
    }
  }

  /** A sample of the test part, in the teacher's shape. */
  Numbers sample(Distillation distillation) {
    MapShape shape = material.shape();
    List<Long> dims = new ArrayList<>(List.of(1L));
    if (!material.flat()) {
      dims.add((long) shape.channels());
    }
    dims.addAll(List.of((long) shape.height(), (long) shape.width()));
    return Numbers.of(material.rows().get(distillation.split().test().get(0)), dims);
  }

  private static List<String> labels(QuantizeTarget target) {
    QuantizeTarget.Described described = target.described();
    return described == null ? List.of() : described.version().labels();
  }

  private static int classes(Teacher teacher, OnnxModel runner, Samples samples) {
    Numbers scores = runner.answer(samples.at(0), Set.of(teacher.output())).get(teacher.output());
    return scores == null ? 0 : scores.values().length;
  }
}
