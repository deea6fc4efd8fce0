package io.sensorium.fusion.offline.page;

/** Why a moment lacks an input. */
enum Missing {
  /** No sensor of the input had been heard at all. */
  NEVER_HEARD,
  /** All sensors of the input were silent for its idle. */
  SILENT,
  /** The moment waited for as long as it may. */
  WAITED,
  /** Its sensors were past the moment already, with nothing within reach. */
  NONE_IN_REACH,
  /** The pace clock began anew. */
  RESET
}
