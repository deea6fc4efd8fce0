package io.sensorium.fusion.approximate;

import java.util.ArrayList;
import java.util.List;

/** The lanes of all inputs, up to 62. The head of a lane is its first event that is not passed. */
final class Lanes<E> {
  private final List<Lane<E>> lanes = new ArrayList<>();

  Lanes(int count) {
    for (int i = 0; i < count; i++) {
      lanes.add(new Lane<>());
    }
  }

  Lane<E> of(int input) {
    return lanes.get(input);
  }

  List<Lane<E>> all() {
    return lanes;
  }

  /** Bit i is set where input i has no events at all. */
  long empty() {
    long empty = 0;
    for (int i = 0; i < lanes.size(); i++) {
      empty |= lanes.get(i).isEmpty() ? 1L << i : 0;
    }
    return empty;
  }

  /** Bit i is set where input i has events, all of them passed. */
  long exhausted() {
    long exhausted = 0;
    for (int i = 0; i < lanes.size(); i++) {
      Lane<E> lane = lanes.get(i);
      exhausted |= !lane.isEmpty() && lane.isExhausted() ? 1L << i : 0;
    }
    return exhausted;
  }

  /** The input with the earliest head, the first of several; -1 where there is no head. */
  int earliest() {
    int found = -1;
    for (int i = 0; i < lanes.size(); i++) {
      if (!lanes.get(i).isExhausted() && (found < 0 || head(i) < head(found))) {
        found = i;
      }
    }
    return found;
  }

  /** The input with the latest head, the last of several; -1 where there is no head. */
  int latest() {
    int found = -1;
    for (int i = 0; i < lanes.size(); i++) {
      if (!lanes.get(i).isExhausted() && (found < 0 || head(i) >= head(found))) {
        found = i;
      }
    }
    return found;
  }

  /** Time of the head of the input. */
  long head(int input) {
    return lanes.get(input).time(lanes.get(input).passed());
  }

  /** Nothing is passed any more. */
  void recover() {
    for (Lane<E> lane : lanes) {
      lane.pass(0);
    }
  }
}
