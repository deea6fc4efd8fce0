package io.sensorium.fusion.approximate;

import io.sensorium.fusion.approximate.Streams.Stamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Hands stamps to a search and keeps what comes of them. */
final class Found implements SetHandler<Stamp> {
  final List<List<@Nullable Stamp>> sets = new ArrayList<>();

  /** For each set, how many stamps had been added when it was found. */
  final List<Integer> after = new ArrayList<>();

  final List<Stamp> discarded = new ArrayList<>();
  final List<Discard> reasons = new ArrayList<>();
  SetSearch<Stamp> search;
  private int added;

  Found(SearchRules rules) {
    this.search = new SetSearch<>(rules, this);
  }

  static Found of(SearchRules rules, List<Stamp> stamps) {
    Found found = new Found(rules);
    stamps.forEach(stamp -> found.add(stamp, 0));
    return found;
  }

  void add(Stamp stamp, long absent) {
    search.add(stamp.input(), stamp, stamp.time());
    added++;
    run(absent);
  }

  void run(long absent) {
    while (search.step(absent)) {
      // on to the end
    }
  }

  /** Every event that has left the search. */
  List<Stamp> gone() {
    List<Stamp> gone = new ArrayList<>(discarded);
    sets.forEach(set -> set.stream().filter(Objects::nonNull).forEach(gone::add));
    return gone;
  }

  /** Every event that is still in it. */
  List<Stamp> left(int inputs) {
    List<Stamp> left = new ArrayList<>();
    for (int i = 0; i < inputs; i++) {
      for (int n = 0; n < search.size(i); n++) {
        left.add(search.get(i, n));
      }
    }
    return left;
  }

  @Override
  public void found(List<@Nullable Stamp> set, long absent) {
    sets.add(set);
    after.add(added);
  }

  @Override
  public void discarded(Stamp stamp, Discard why) {
    discarded.add(stamp);
    reasons.add(why);
  }
}
