package io.sensorium.model.anatomy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Operators of a graph that run on the CPU although the rest runs on an NVIDIA GPU, since ONNX
 * Runtime lists no kernel for them; values are copied there and back. The list goes by name alone:
 * types and operator sets can take others off as well.
 */
public final class OffTheGpu {
  private static final String LIST = "cuda-operators.txt";
  private static final Set<String> ON_THE_GPU = read();

  private OffTheGpu() {}

  /** How often each of them stands in a graph, branches and loops included. */
  public static SortedMap<String, Integer> of(GraphProto graph) {
    SortedMap<String, Integer> off = new TreeMap<>();
    count(graph, off);
    return off;
  }

  private static void count(GraphProto graph, SortedMap<String, Integer> off) {
    for (NodeProto node : graph.getNodeList()) {
      // Constants are no work for anyone.
      if (!node.getOpType().equals("Constant") && !ON_THE_GPU.contains(node.getOpType())) {
        off.merge(node.getOpType(), 1, Integer::sum);
      }
      for (AttributeProto attribute : node.getAttributeList()) {
        if (attribute.hasG()) {
          count(attribute.getG(), off);
        }
      }
    }
  }

  private static Set<String> read() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(OffTheGpu.class.getResourceAsStream(LIST)),
                StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.startsWith("#"))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
