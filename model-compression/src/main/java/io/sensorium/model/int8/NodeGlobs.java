package io.sensorium.model.int8;

import ai.onnx.proto.OnnxMl.NodeProto;
import io.sensorium.model.prepare.UnfitModelException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Names of nodes by patterns of {@code *} (any characters) and {@code ?} (any one). */
public final class NodeGlobs {
  private static final int SHOWN = 10;

  private NodeGlobs() {}

  /** The names that a pattern of the list matches; each must match one. */
  public static Set<String> matched(List<NodeProto> nodes, List<String> globs) {
    Set<String> matched = new HashSet<>();
    for (String glob : globs) {
      Pattern pattern = pattern(glob);
      List<String> names =
          nodes.stream()
              .map(NodeProto::getName)
              .filter(name -> pattern.matcher(name).matches())
              .toList();
      if (names.isEmpty()) {
        throw new UnfitModelException(
            "nodes like '" + glob + "'",
            "none among "
                + nodes.stream().map(NodeProto::getName).limit(SHOWN).toList()
                + " and others",
            "Correct --exclude");
      }
      matched.addAll(names);
    }
    return matched;
  }

  private static Pattern pattern(String glob) {
    StringBuilder regex = new StringBuilder();
    glob.chars()
        .mapToObj(c -> String.valueOf((char) c))
        .map(c -> c.equals("*") ? ".*" : c.equals("?") ? "." : Pattern.quote(c))
        .forEach(regex::append);
    return Pattern.compile(regex.toString());
  }
}
