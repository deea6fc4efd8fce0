package io.sensorium.deploy.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.sensorium.config.ConfigReader;
import io.sensorium.console.ConsoleConfig;
import io.sensorium.fusion.FusionConfig;
import io.sensorium.ingest.IngestConfig;
import io.sensorium.pipeline.Pipeline;
import io.sensorium.worker.WorkerConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HelmChartTest {
  private static final Chart CHART = Chart.with(Map.of());

  @Test
  void everyFieldIsOneThatKubernetesKnows() {
    assertThat(CHART.resources()).hasSizeGreaterThan(10);
    for (HasMetadata resource : CHART.resources()) {
      assertThat(UnknownFields.of(resource)).as(resource.getMetadata().getName()).isEmpty();
    }
  }

  @Test
  void everyPodIsWithoutRightsAndItsFilesAreReadOnly() {
    List<PodSpec> pods = pods(CHART).toList();
    assertThat(pods).hasSize(6);
    for (PodSpec pod : pods) {
      assertThat(pod.getAutomountServiceAccountToken()).isFalse();
      assertThat(pod.getEnableServiceLinks()).isFalse();
      assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
      assertThat(pod.getTerminationGracePeriodSeconds()).isGreaterThan(30);
      Container container = pod.getContainers().get(0);
      assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
      assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
      assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
      assertThat(container.getResources().getLimits()).containsKey("memory");
      assertThat(container.getVolumeMounts()).extracting("mountPath").contains("/tmp");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ingest, 8088, /health/ready",
    "console, 8080, /health/ready",
    "worker, 8090, /health/ready",
    "fusion, 8090, /health/ready",
    "registry, 8081, /"
  })
  void aServiceIsAskedHowItIsWhereItAnswers(String part, int port, String path) {
    Container container = container(part);
    assertThat(container.getArgs()).startsWith(part);
    assertThat(container.getPorts()).extracting("containerPort").containsExactly(port);
    assertThat(container.getReadinessProbe().getHttpGet().getPath()).isEqualTo(path);
    assertThat(container.getReadinessProbe().getHttpGet().getPort().getIntVal()).isEqualTo(port);
    assertThat(container.getLivenessProbe()).isNotNull();
    assertThat(container.getStartupProbe()).isNotNull();
  }

  @Test
  void theConfigurationIsWhatTheServicesRead() {
    assertThat(read("ingest.yaml", IngestConfig.class).http())
        .satisfies(http -> assertThat(http.host()).isEqualTo("0.0.0.0"))
        .satisfies(http -> assertThat(http.port()).isEqualTo(8088));
    assertThat(read("fusion.yaml", FusionConfig.class).pipeline())
        .hasToString("/opt/sensorium/deploy/scenarios/smart-home/pipeline.yaml");
    assertThat(read("worker.yaml", WorkerConfig.class).models())
        .isEqualTo("/opt/sensorium/deploy/scenarios/smart-home/models");
    assertThat(read("console.yaml", ConsoleConfig.class).kafka())
        .containsEntry("bootstrap.servers", "kafka:9092")
        .containsEntry("schema.registry.url", "http://sensorium-registry:8081");
  }

  @Test
  void aServiceFindsItsPodsAndOnlyThose() {
    for (String part : List.of("ingest", "console", "registry")) {
      Service service = CHART.get(Service.class, "sensorium-" + part);
      Deployment deployment = CHART.get(Deployment.class, "sensorium-" + part);
      assertThat(service.getSpec().getSelector())
          .isEqualTo(deployment.getSpec().getTemplate().getMetadata().getLabels())
          .isEqualTo(deployment.getSpec().getSelector().getMatchLabels())
          .containsEntry("app.kubernetes.io/component", part);
    }
    assertThat(CHART.get(Service.class, "sensorium-fusion").getSpec().getClusterIP())
        .isEqualTo("None");
  }

  @Test
  void aFusionPodIsTheSameInstanceAfterARestart() {
    assertThat(container("fusion").getEnv())
        .filteredOn(env -> env.getName().equals("SENSORIUM_INSTANCE_ID"))
        .extracting(env -> env.getValueFrom().getFieldRef().getFieldPath())
        .containsExactly("metadata.name");
  }

  @Test
  void oneRegistryWritesAtATime() {
    Deployment registry = CHART.get(Deployment.class, "sensorium-registry");
    assertThat(registry.getSpec().getReplicas()).isEqualTo(1);
    assertThat(registry.getSpec().getStrategy().getType()).isEqualTo("Recreate");
  }

  @Test
  void topicsAreMadeForThePipeline() {
    Container topics =
        CHART
            .get(Job.class, "sensorium-topics-1")
            .getSpec()
            .getTemplate()
            .getSpec()
            .getContainers()
            .get(0);
    assertThat(topics.getArgs())
        .containsSequence("--bootstrap", "kafka:9092")
        .containsSequence("--partitions", "4")
        .containsSequence("--pipeline", "/opt/sensorium/deploy/scenarios/smart-home/pipeline.yaml");
  }

  @Test
  void whatHasSeveralPodsKeepsMostOfThem() {
    Chart chart = Chart.with(Map.of("worker.replicas", 1));
    assertThat(chart.resources())
        .filteredOn(PodDisruptionBudget.class::isInstance)
        .extracting(budget -> budget.getMetadata().getName())
        .containsExactlyInAnyOrder("sensorium-ingest", "sensorium-fusion");
  }

  @Test
  void aWorkerWithAGpuAsksForItAndHasItsOwnImage() {
    Chart chart = Chart.with(Map.of("worker.gpu.enabled", true, "worker.gpu.tag", "1.0-gpu"));
    Container worker =
        chart
            .get(Deployment.class, "sensorium-worker")
            .getSpec()
            .getTemplate()
            .getSpec()
            .getContainers()
            .get(0);
    assertThat(worker.getResources().getLimits().get("nvidia.com/gpu").getAmount()).isEqualTo("1");
    assertThat(worker.getResources().getLimits()).containsKey("memory");
    assertThat(worker.getImage()).isEqualTo("sensorium:1.0-gpu");
  }

  @Test
  void workersScaleByTheMomentsThatWait() {
    Chart chart = Chart.with(Map.of("worker.autoscaling.enabled", true));
    GenericKubernetesResource scaled =
        chart.get(GenericKubernetesResource.class, "sensorium-worker");
    assertThat(scaled.getKind()).isEqualTo("ScaledObject");
    assertThat((String) scaled.get("spec", "triggers", 0, "metadata", "topic"))
        .isEqualTo("smart-home.moments");
    assertThat((String) scaled.get("spec", "triggers", 0, "metadata", "consumerGroup"))
        .isEqualTo("sensorium-worker-smart-home");
    assertThat(chart.get(Deployment.class, "sensorium-worker").getSpec().getReplicas()).isNull();
  }

  @Test
  void aPipelineMayStandInTheValues(@TempDir Path folder) throws Exception {
    // given
    Path values = folder.resolve("values.yaml");
    Files.writeString(
        values,
        """
        pipeline:
          name: yard
          inline: |
            pipeline: yard
            pace: { each: view }
            inputs:
              view: { modality: camera }
        """);
    // when
    Chart chart = Chart.with(values);
    // then
    assertThat(Pipeline.parse("pipeline.yaml", chart.configuration("pipeline.yaml")).name())
        .isEqualTo("yard");
    assertThat(chart.configuration("fusion.yaml"))
        .contains("pipeline: /etc/sensorium/pipeline.yaml");
  }

  @Test
  void secretsComeAsVariables() {
    Chart chart = Chart.with(Map.of("kafkaSecret", "kafka-login"));
    assertThat(pods(chart))
        .allSatisfy(
            pod ->
                assertThat(pod.getContainers().get(0).getEnvFrom().get(0).getSecretRef().getName())
                    .isEqualTo("kafka-login"));
  }

  @Test
  void aValueThatIsNotKnownIsRefused() {
    assertThatThrownBy(() -> Chart.with(Map.of("worker.replica", 3)))
        .hasMessageContaining("replica");
    assertThatThrownBy(() -> Chart.with(Map.of("registry.enabled", false)))
        .hasMessageContaining("name a registry");
  }

  private static <R extends Record> R read(String file, Class<R> type) {
    return ConfigReader.parse(file, CHART.configuration(file), type, Map.of());
  }

  private static Container container(String part) {
    return pods(CHART)
        .map(pod -> pod.getContainers().get(0))
        .filter(container -> container.getName().equals(part))
        .findFirst()
        .orElseThrow();
  }

  private static Stream<PodSpec> pods(Chart chart) {
    return chart.resources().stream()
        .flatMap(
            resource -> {
              if (resource instanceof Deployment deployment) {
                return Stream.of(deployment.getSpec().getTemplate().getSpec());
              }
              if (resource instanceof StatefulSet set) {
                return Stream.of(set.getSpec().getTemplate().getSpec());
              }
              return resource instanceof Job job
                  ? Stream.of(job.getSpec().getTemplate().getSpec())
                  : Stream.of();
            });
  }
}
