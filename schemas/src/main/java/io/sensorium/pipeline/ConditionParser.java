package io.sensorium.pipeline;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns the keys of a {@code when} into a {@link Condition}, or says what contradicts. */
final class ConditionParser {
  private static final String FORMS =
      "exactly one of 'present', 'absent', or a 'step' and its 'output' with one of 'max-below',"
          + " 'max-above', 'entropy-above', or 'label' with 'above' or 'below'";

  private final KeyCheck keyCheck;
  private final List<String> inputs;

  ConditionParser(KeyCheck keyCheck, List<String> inputs) {
    this.keyCheck = keyCheck;
    this.inputs = inputs;
  }

  /**
   * @param at the key of the condition
   * @param earlier the steps that it may speak of
   */
  Condition condition(String at, PipelineFile.ConditionKeys keys, List<String> earlier) {
    int forms =
        (keys.present() == null ? 0 : 1)
            + (keys.absent() == null ? 0 : 1)
            + (keys.step() == null ? 0 : 1);
    keyCheck.expect(forms == 1, at, FORMS, Integer.toString(forms));
    if (keys.step() != null) {
      return scored(at, keys, earlier);
    }
    keyCheck.expect(keys.output() == null, at + ".output", "a 'step' beside it", "none");
    List<Test> tests = tests(keys);
    keyCheck.expect(
        tests.isEmpty() && keys.label() == null,
        at,
        "nothing beside 'present' or 'absent' (several conditions go into a list)",
        tests.isEmpty() ? "'label'" : "'" + tests.get(0).key() + "'");
    return keys.present() != null
        ? new Condition.Present(known(at + ".present", keys.present()))
        : new Condition.Absent(known(at + ".absent", keyCheck.present(at, keys.absent())));
  }

  private Condition scored(String at, PipelineFile.ConditionKeys keys, List<String> earlier) {
    String step = keyCheck.present(at + ".step", keys.step());
    keyCheck.expect(
        earlier.contains(step), at + ".step", "one of the earlier steps " + earlier, step);
    String output = keyCheck.present(at + ".output", keys.output());
    List<Test> tests = tests(keys);
    keyCheck.expect(tests.size() == 1, at, FORMS, tests.size() + " tests");
    Test test = tests.get(0);
    boolean label = test.key().equals("above") || test.key().equals("below");
    keyCheck.expect(
        label == (keys.label() != null),
        at + "." + test.key(),
        label ? "a 'label' beside it" : "no 'label' beside it",
        String.valueOf(keys.label()));
    double threshold = test.threshold();
    keyCheck.expect(
        threshold >= 0 && threshold <= 1,
        at + "." + test.key(),
        "a number from 0 to 1",
        Double.toString(threshold));
    Condition.Measure measure =
        label
            ? new Condition.Measure.Label(keyCheck.present(at + ".label", keys.label()))
            : test.key().startsWith("max")
                ? new Condition.Measure.Largest()
                : new Condition.Measure.Entropy();
    Condition.Side side =
        test.key().endsWith("above") ? Condition.Side.ABOVE : Condition.Side.BELOW;
    return new Condition.Scored(step, output, measure, side, threshold);
  }

  private record Test(String key, double threshold) {}

  private static List<Test> tests(PipelineFile.ConditionKeys keys) {
    List<Test> tests = new ArrayList<>();
    add(tests, "max-below", keys.maxBelow());
    add(tests, "max-above", keys.maxAbove());
    add(tests, "entropy-above", keys.entropyAbove());
    add(tests, "above", keys.above());
    add(tests, "below", keys.below());
    return tests;
  }

  private static void add(List<Test> tests, String key, @Nullable Double threshold) {
    if (threshold != null) {
      tests.add(new Test(key, threshold));
    }
  }

  private List<String> known(String key, List<String> names) {
    keyCheck.expect(!names.isEmpty(), key, "at least one of the inputs " + inputs, "none");
    names.forEach(
        name -> keyCheck.expect(inputs.contains(name), key, "one of the inputs " + inputs, name));
    return names;
  }
}
