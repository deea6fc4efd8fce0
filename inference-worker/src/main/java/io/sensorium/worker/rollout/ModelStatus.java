package io.sensorium.worker.rollout;

/**
 * How one version of a model stands.
 *
 * @param model its name in the repository
 * @param version its version
 * @param state whether it runs
 * @param reason why it was refused; empty where it runs or nobody has asked for it
 * @param role {@code serving}, {@code canary}, {@code shadow}, {@code previous} (kept ready for a
 *     return), or empty
 */
public record ModelStatus(String model, String version, State state, String reason, String role) {
  /** Whether a version runs. */
  public enum State {
    /** Loaded, and used as its role says. */
    READY,
    /** Being loaded. */
    LOADING,
    /** Not loaded. */
    UNAVAILABLE
  }
}
