package io.sensorium.worker.plan;

import io.sensorium.worker.tensor.ModelException;
import io.sensorium.worker.tensor.TensorDescription;
import org.jspecify.annotations.Nullable;

/**
 * Completes what a description says with the shape that the model file declares.
 *
 * @param subject the step that it is about
 * @param tensor as the model file declares it
 */
record TensorFit(String subject, TensorDescription tensor) {
  private static final String YAML = "Correct model.yaml or export the model with another shape";

  /**
   * The one of the two that says something; a {@link ModelException} where neither does or both
   * differ.
   */
  long size(long declared, @Nullable Integer described, String what) {
    if (declared > 0 && (described == null || described == declared)) {
      return declared;
    }
    if (declared < 0 && described != null && described > 0) {
      return described;
    }
    throw new ModelException(
        subject,
        declared < 0
            ? what
                + " of tensor '"
                + tensor.name()
                + "' in model.yaml, since the shape leaves it"
                + " open: "
                + tensor.shape()
            : what + " " + declared + ", as the shape " + tensor.shape() + " says",
        String.valueOf(described),
        YAML);
  }

  ModelException shape(String expected) {
    return new ModelException(
        subject, "tensor '" + tensor.name() + "' of shape " + expected, tensor.shape(), YAML);
  }
}
