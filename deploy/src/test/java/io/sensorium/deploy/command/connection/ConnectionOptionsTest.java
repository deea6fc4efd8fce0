package io.sensorium.deploy.command.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ConnectionOptionsTest {

  @Test
  void variablesAreReadAndOptionsWinOverThem() {
    // given
    ConnectionOptions options = new ConnectionOptions();
    new CommandLine(CommandLine.Model.CommandSpec.wrapWithoutInspection(new Object()))
        .getCommandSpec()
        .addMixin("connection", CommandLine.Model.CommandSpec.forAnnotatedObject(options))
        .commandLine()
        .parseArgs("--bootstrap", "kafka:9092", "-X", "security.protocol=SSL");
    // when
    Map<String, String> kafka =
        options.kafka(
            Map.of(
                "SENSORIUM_KAFKA_SASL_JAAS_CONFIG", "login",
                "SENSORIUM_KAFKA_SECURITY_PROTOCOL", "PLAINTEXT",
                "SENSORIUM_HTTP_PORT", "1"));
    // then
    assertThat(kafka)
        .containsEntry("bootstrap.servers", "kafka:9092")
        .containsEntry("sasl.jaas.config", "login")
        .containsEntry("security.protocol", "SSL")
        .containsKey("schema.registry.url")
        .hasSize(4);
  }
}
