package io.sensorium.model.export;

import io.sensorium.model.graph.Attributes;
import io.sensorium.model.graph.OnnxGraph;
import io.sensorium.model.graph.Tensors;
import io.sensorium.model.network.WordMean;
import io.sensorium.model.network.WordSequence;
import java.util.Arrays;
import java.util.List;

/** Writes units whose input is word ids, [N, length], into a graph. */
final class WordExport {
  private final OnnxGraph graph;
  private final float[] parameters;
  private final String input;

  WordExport(OnnxGraph graph, float[] parameters, String input) {
    this.graph = graph;
    this.parameters = parameters;
    this.input = input;
  }

  /** Vectors of the words, their sum, and that over the number of words that are there. */
  String mean(WordMean unit, int at) {
    String table = table(at, unit.words(), unit.dimensions());
    String axis = longs("axis", 1);
    String pad = pad();
    String gathered = graph.add("Gather", List.of(table, input), Attributes.integer("axis", 0));
    String sum = graph.add("ReduceSum", List.of(gathered, axis), Attributes.integer("keepdims", 0));
    return graph.add("Div", List.of(sum, count(present(pad), axis)));
  }

  /** Vectors of the words one after another, and each place's share. */
  String sequence(WordSequence unit, int at) {
    String table = table(at, unit.words(), unit.dimensions());
    String gathered = graph.add("Gather", List.of(table, input), Attributes.integer("axis", 0));
    String flat = longs("shape", -1, (long) unit.length() * unit.dimensions());
    String vectors = graph.add("Reshape", List.of(gathered, flat));
    String axis = longs("axis", 1);
    String present = present(pad());
    String shares = graph.add("Div", List.of(present, count(present, axis)));
    return graph.add("Concat", List.of(vectors, shares), Attributes.integer("axis", 1));
  }

  private String table(int at, int words, int dimensions) {
    float[] vectors = Arrays.copyOfRange(parameters, at, at + words * dimensions);
    Arrays.fill(vectors, 0, dimensions, 0f);
    return graph.constant(Tensors.floats(graph.fresh("vectors"), vectors, words, dimensions));
  }

  private String pad() {
    return graph.constant(Tensors.longs(graph.fresh("pad"), new long[] {WordMean.PADDING}));
  }

  /** 1 for a word, 0 for padding. */
  private String present(String pad) {
    String there = graph.add("Not", List.of(graph.add("Equal", List.of(input, pad))));
    return graph.add("Cast", List.of(there), Attributes.integer("to", 1));
  }

  /** How many words there are, 1 where there are none. */
  private String count(String present, String axis) {
    String sum = graph.add("ReduceSum", List.of(present, axis), Attributes.integer("keepdims", 1));
    String one = graph.constant(Tensors.floats(graph.fresh("one"), new float[] {1}));
    return graph.add("Max", List.of(sum, one));
  }

  private String longs(String stem, long... values) {
    return graph.constant(Tensors.longs(graph.fresh(stem), values, values.length));
  }
}
