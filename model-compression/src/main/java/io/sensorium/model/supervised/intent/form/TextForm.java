package io.sensorium.model.supervised.intent.form;

import io.sensorium.model.network.Unit;
import io.sensorium.worker.feature.TextFeatures;
import java.util.List;
import java.util.Map;

/**
 * What a model of texts is made of, with all that was learned from the texts of its training part
 * before the network learns.
 */
public interface TextForm {
  /** What the network takes, as the worker makes it of a text. */
  TextFeatures features();

  /** The network's units, from features to scores before a softmax. */
  List<Unit> units(int classes);

  /** Of training's first step. */
  double learningRate();

  /** Name of the model's input. */
  String input();

  /** Whether the input is ids, which are whole numbers, rather than quantities. */
  boolean ids();

  /** What stands in the input for something that is not heard. */
  float unheard();

  /** What {@code model.yaml} says of the input behind {@code text:}. */
  String served();

  /** Files that the features need beside the model, by name. */
  Map<String, byte[]> files();

  /** What it is, for a card. */
  String words();
}
