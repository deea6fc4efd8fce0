package io.sensorium.deploy.command.model;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.sensorium.model.distil.Comparison;
import io.sensorium.model.distil.Distillation;
import io.sensorium.model.distil.Material;
import io.sensorium.model.distil.Student;
import io.sensorium.model.distil.StudentExport;
import io.sensorium.model.distil.Teaching;
import io.sensorium.model.evaluate.metric.Share;
import io.sensorium.model.export.Parity;
import io.sensorium.model.onnx.AlternatingTimes;
import io.sensorium.model.onnx.OnnxModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes a student, and says how it stands beside its teacher on the test part. */
record DistilReport(Path file, ModelProto teacher, DistilLesson lesson, Distillation distillation) {
  private static final int PARITY_SAMPLES = 50;

  /** Another student for comparison. */
  record Row(String name, Student student) {}

  List<String> write(Student student, List<Row> others, Teaching teaching, Path out)
      throws IOException {
    Material material = distillation.material();
    ModelProto written = StudentExport.of(student.network(), lesson.teacher(), material);
    Parity parity = parity(written, student).required();
    WrittenModel.write(written, out);
    List<String> lines = new ArrayList<>();
    lines.add("teacher    " + file);
    lines.add("student    " + student.blueprint().key() + ", written to " + out);
    lines.add(
        String.format(
            Locale.ROOT,
            "samples    %,d for training, %,d for validation, %,d for the test; %,d with labels",
            distillation.split().training().size(),
            distillation.split().validation().size(),
            distillation.split().test().size(),
            material.targets().stream().filter(t -> t != Material.UNKNOWN).count()));
    lines.add(
        String.format(
            Locale.ROOT,
            "taught     temperature %s, %.0f %% by the teacher; best after %d of %d epochs, seed %d",
            teaching.temperature(),
            100 * teaching.soft(),
            student.epochs(),
            teaching.epochs(),
            teaching.seed()));
    lines.addAll(sizes(written, student));
    Comparison own = compared(student);
    if (own.labelled()) {
      lines.add("accuracy   teacher " + share(own.teacher()));
    }
    lines.addAll(quality("student", own));
    for (Row other : others) {
      lines.addAll(quality(other.name(), compared(other.student())));
    }
    lines.add(
        String.format(
            Locale.ROOT,
            "exported   scores differ from the taught network by %.1e at most",
            parity.difference()));
    return lines;
  }

  private Comparison compared(Student student) {
    return Comparison.of(student.network(), distillation.material(), distillation.split().test());
  }

  private static List<String> quality(String name, Comparison comparison) {
    List<String> lines = new ArrayList<>();
    if (comparison.labelled()) {
      lines.add("accuracy   " + name + " " + share(comparison.student()));
    }
    lines.add("agreement  " + name + " with the teacher " + share(comparison.agreement()));
    return lines;
  }

  private List<String> sizes(ModelProto written, Student student) {
    long before = teacher.getSerializedSize();
    long after = written.getSerializedSize();
    AlternatingTimes times =
        AlternatingTimes.measure(
            teacher, written, Map.of(lesson.teacher().input(), lesson.sample(distillation)));
    return List.of(
        String.format(
            Locale.ROOT,
            "size       %,d -> %,d bytes, %.3f of it",
            before,
            after,
            after / (double) before),
        String.format(
            Locale.ROOT,
            "parameters %,d -> %,d",
            parameters(teacher),
            student.network().parameters().length),
        String.format(
            Locale.ROOT,
            "time       %.3f -> %.3f ms a run, %.2f times as fast (one thread, median of %d,"
                + " alternating)",
            times.firstMs(),
            times.secondMs(),
            times.firstMs() / times.secondMs(),
            times.runs()));
  }

  private Parity parity(ModelProto written, Student student) {
    List<Integer> test = distillation.split().test();
    try (OnnxModel model = OnnxModel.of(written.toByteArray())) {
      return StudentExport.parity(
          model,
          student.network(),
          lesson.teacher(),
          distillation.material(),
          test.subList(0, Math.min(PARITY_SAMPLES, test.size())));
    }
  }

  private static long parameters(ModelProto model) {
    return model.getGraph().getInitializerList().stream()
        .filter(t -> t.getDataType() == TensorProto.DataType.FLOAT.getNumber())
        .mapToLong(t -> t.getDimsList().stream().reduce(1L, (a, b) -> a * b))
        .sum();
  }

  static String share(Share share) {
    return String.format(
        Locale.ROOT,
        "%.2f %% (%d of %d; 95 %% interval %.1f to %.1f)",
        100 * share.value(),
        share.successes(),
        share.trials(),
        100 * share.low(),
        100 * share.high());
  }
}
