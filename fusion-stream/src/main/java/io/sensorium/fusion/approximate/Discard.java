package io.sensorium.fusion.approximate;

/** Why an event that has been in the search will be in no set. */
public enum Discard {
  /** A better set has passed it over. */
  SURPASSED,
  /** Every set with it would span more than allowed. */
  TOO_WIDE,
  /** An event that was taken out may have been better for it than what is left. */
  ROBBED,
  /** Every set with it that could be formed now would not end after the last one. */
  BEHIND
}
