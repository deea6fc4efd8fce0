package io.sensorium.model.sample;

import io.sensorium.model.graph.Numbers;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;

/** Samples in a fixed order, each read when it is asked for. */
public interface Samples extends Iterable<Map<String, Numbers>> {
  /** How many there are. */
  int count();

  /** The values of each input of the model, of the sample at a place from 0 on. */
  Map<String, Numbers> at(int place);

  @Override
  default Iterator<Map<String, Numbers>> iterator() {
    return new Iterator<>() {
      private int place;

      @Override
      public boolean hasNext() {
        return place < count();
      }

      @Override
      public Map<String, Numbers> next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        return at(place++);
      }
    };
  }
}
