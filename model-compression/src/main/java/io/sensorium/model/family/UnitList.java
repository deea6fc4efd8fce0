package io.sensorium.model.family;

import io.sensorium.model.network.AveragePool;
import io.sensorium.model.network.Convolution;
import io.sensorium.model.network.Dense;
import io.sensorium.model.network.Depthwise;
import io.sensorium.model.network.Flatten;
import io.sensorium.model.network.GlobalPool;
import io.sensorium.model.network.MaxPool;
import io.sensorium.model.network.Rectifier;
import io.sensorium.model.network.SqueezeExcite;
import io.sensorium.model.network.Unit;
import java.util.ArrayList;
import java.util.List;

/** Units one after another, with the shape of what comes out of the last. Not thread-safe. */
final class UnitList {
  /** Positions of what goes into the stem; larger images are halved first. */
  static final int LARGE_MAP = 64 * 64;

  private static final int LEAST_SIDE = 4;

  private final List<Unit> units = new ArrayList<>();
  private MapShape shape;

  UnitList(MapShape shape) {
    this.shape = shape;
  }

  MapShape shape() {
    return shape;
  }

  List<Unit> units() {
    return units;
  }

  /** An empty list that begins here. */
  UnitList fork() {
    return new UnitList(shape);
  }

  /** Whether there is enough left to take every other row and column of. */
  boolean halves() {
    return Math.min(shape.height(), shape.width()) >= LEAST_SIDE;
  }

  UnitList convolution(int filters, int kernel, int stride) {
    Convolution unit =
        new Convolution(shape.channels(), shape.height(), shape.width(), filters, kernel, stride);
    return add(unit, new MapShape(filters, unit.outputHeight(), unit.outputWidth()));
  }

  UnitList depthwise(int kernel, int stride) {
    Depthwise unit = new Depthwise(shape.channels(), shape.height(), shape.width(), kernel, stride);
    return add(unit, new MapShape(shape.channels(), unit.outputHeight(), unit.outputWidth()));
  }

  UnitList maxPool(int stride) {
    MaxPool unit = new MaxPool(shape.channels(), shape.height(), shape.width(), stride);
    return add(unit, new MapShape(shape.channels(), unit.outputHeight(), unit.outputWidth()));
  }

  UnitList squeezeExcite(int reduced) {
    return add(new SqueezeExcite(shape.channels(), shape.positions(), reduced), shape);
  }

  UnitList rectifier() {
    return add(new Rectifier(shape.size()), shape);
  }

  UnitList add(Unit unit, MapShape result) {
    units.add(unit);
    shape = result;
    return this;
  }

  /** All units, with means and a dense layer at the end, which starts at zero. */
  List<Unit> scores(int outputs, boolean rowsMatter) {
    int rows = rowsMatter ? shape.height() : 1;
    Unit means =
        rowsMatter
            ? new AveragePool(shape.channels(), shape.height(), shape.width())
            : new GlobalPool(shape.channels(), shape.positions());
    units.add(means);
    units.add(new Flatten(shape.channels(), rows));
    units.add(new Dense(shape.channels() * rows, outputs, true));
    return List.copyOf(units);
  }
}
