package io.sensorium.deploy.container;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Finds what Kubernetes would not know: its types keep a misspelt field aside instead of refusing
 * it.
 */
final class UnknownFields {
  private static final String MODEL = "io.fabric8.kubernetes.api.model";

  private UnknownFields() {}

  /** Paths of unknown fields, anywhere below a resource. */
  static List<String> of(Object resource) {
    List<String> found = new ArrayList<>();
    collect(resource.getClass().getSimpleName(), resource, found);
    return found;
  }

  private static void collect(String path, Object value, List<String> found) {
    if (value instanceof Collection<?> items) {
      items.forEach(item -> collect(path + "[]", item, found));
    } else if (value != null && value.getClass().getName().startsWith(MODEL)) {
      for (Method getter : value.getClass().getMethods()) {
        if (getter.getName().startsWith("get")
            && getter.getParameterCount() == 0
            && !getter.getName().equals("getClass")) {
          visit(path, value, getter, found);
        }
      }
    }
  }

  private static void visit(String path, Object value, Method getter, List<String> found) {
    try {
      Object inner = getter.invoke(value);
      String name = getter.getName().substring("get".length());
      if (name.equals("AdditionalProperties") && inner instanceof Map<?, ?> unknown) {
        unknown.keySet().forEach(key -> found.add(path + "." + key));
      } else {
        collect(path + "." + name, inner, found);
      }
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(path + " cannot be read", e);
    }
  }
}
