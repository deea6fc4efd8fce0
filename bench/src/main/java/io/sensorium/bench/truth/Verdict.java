package io.sensorium.bench.truth;

import java.util.HashMap;
import java.util.Map;

/**
 * How a contender's output compares with the oracle's moments.
 *
 * @param expected moments of the oracle
 * @param asGiven of these, with exactly the events that the oracle has
 * @param chosen of these, with exactly these events once a reader has put the rows of a frame
 *     together and kept the latest text of them alone; at least {@code asGiven}
 * @param missing of these, nothing at all was given for the frame
 * @param others given and not the oracle's, even so: other events, no moment of the oracle, or
 *     given again
 */
public record Verdict(long expected, long asGiven, long chosen, long missing, long others) {

  public static Verdict of(Oracle oracle, Output output) {
    long asGiven = 0;
    long chosen = 0;
    long others = output.repeated();
    for (Map.Entry<Integer, Output.Given> given : output.byFrame().entrySet()) {
      Matches expected = oracle.moments().get(given.getKey());
      Matches found = given.getValue().matches();
      asGiven += found.equals(expected) ? 1 : 0;
      boolean right = found.withLatestWords(oracle.events()).equals(expected);
      chosen += right ? 1 : 0;
      others += right ? 0 : 1;
    }
    long missing =
        oracle.moments().keySet().stream().filter(f -> !output.byFrame().containsKey(f)).count();
    return new Verdict(oracle.moments().size(), asGiven, chosen, missing, others);
  }

  /**
   * For each moment that is right, how long after its last event was appended the whole of it could
   * be read, in milliseconds, by the number of its frame.
   */
  public static Map<Integer, Long> delays(Oracle oracle, Output output) {
    Map<Integer, Long> delays = new HashMap<>();
    output
        .byFrame()
        .forEach(
            (frame, given) -> {
              Matches found = given.matches().withLatestWords(oracle.events());
              if (found.equals(oracle.moments().get(frame))) {
                delays.put(frame, given.visibleMs() - oracle.settledMs(frame));
              }
            });
    return delays;
  }
}
