package io.sensorium.worker.moment;

import io.sensorium.event.LeftOutBy;
import io.sensorium.event.MissingInput;
import io.sensorium.event.ModelIdentity;
import io.sensorium.event.PredictionInput;
import io.sensorium.event.Stage;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** What became of a moment. */
public sealed interface Outcome {

  /**
   * The models had something to say.
   *
   * @param result one of the types that {@code Prediction.result} may hold
   * @param inputs the inputs that took part, in the order of the pipeline file, without text
   * @param missing the inputs that some step uses and that took no part, with why
   * @param model the model whose output the result is
   * @param timing where the time went
   * @param stateReset true where a model with state began anew with this moment
   * @param leftOutBy how inputs were left out for the contributions; null where there are none
   */
  record Predicted(
      SpecificRecord result,
      List<PredictionInput> inputs,
      List<MissingInput> missing,
      ModelIdentity model,
      Timing timing,
      boolean stateReset,
      @Nullable LeftOutBy leftOutBy)
      implements Outcome {
    /** Without contributions. */
    public Predicted(
        SpecificRecord result,
        List<PredictionInput> inputs,
        List<MissingInput> missing,
        ModelIdentity model,
        Timing timing,
        boolean stateReset) {
      this(result, inputs, missing, model, timing, stateReset, null);
    }

    public Predicted {
      inputs = List.copyOf(inputs);
      missing = List.copyOf(missing);
    }
  }

  /**
   * No prediction for this moment, now or on another try.
   *
   * @param stage {@code FEATURES} where no input of the prediction was usable, {@code MODEL} where
   *     a model failed, {@code QUEUE} where it was refused under load
   * @param reason what was expected, what was found and what to do
   * @param cause the exception behind it
   */
  record Failed(Stage stage, String reason, @Nullable Throwable cause) implements Outcome {}

  /**
   * Left out under load, by the choice of those who run the worker: counted, and nothing else.
   *
   * @param reason why
   */
  record Dropped(String reason) implements Outcome {}
}
