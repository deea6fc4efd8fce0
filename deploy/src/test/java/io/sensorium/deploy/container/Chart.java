package io.sensorium.deploy.container;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The chart as Helm renders it, read with the types of Kubernetes. */
final class Chart {
  private static final Path FOLDER = Path.of("helm", "sensorium");
  private static final KubernetesSerialization TYPES = new KubernetesSerialization();

  private static final Pattern DOCUMENTS = Pattern.compile("(?m)^---$");

  private final List<HasMetadata> resources;

  private Chart(List<HasMetadata> resources) {
    this.resources = resources;
  }

  /** As release {@code sensorium}, with the values given over the chart's own. */
  static Chart with(Map<String, ?> values) {
    TemplateCommand command = command();
    values.forEach(command::set);
    return rendered(command);
  }

  /** The same with a file of values. */
  static Chart with(Path values) {
    return rendered(command().withValuesFile(values));
  }

  private static TemplateCommand command() {
    return new Helm(FOLDER).template().withName("sensorium").withKubeVersion("1.32.0");
  }

  private static Chart rendered(TemplateCommand command) {
    return new Chart(
        DOCUMENTS
            .splitAsStream(command.call())
            .filter(document -> document.contains("kind:"))
            .map(document -> (HasMetadata) TYPES.unmarshal(document))
            .toList());
  }

  List<HasMetadata> resources() {
    return resources;
  }

  /** The resource of a kind and name. */
  <T extends HasMetadata> T get(Class<T> kind, String name) {
    return resources.stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .filter(resource -> resource.getMetadata().getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + kind.getSimpleName() + " " + name));
  }

  /** A service's configuration file. */
  String configuration(String file) {
    return get(ConfigMap.class, "sensorium-config").getData().get(file);
  }
}
