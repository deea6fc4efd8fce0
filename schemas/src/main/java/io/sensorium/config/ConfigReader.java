package io.sensorium.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Reads one YAML file into one record. Keys are the record's components in kebab-case; unknown and
 * repeated keys are errors. Every key can be overridden by an environment variable ({@link
 * EnvironmentOverrides}).
 */
public final class ConfigReader {
  private static final long MAX_BYTES = 1 << 20;
  private static final ObjectMapper MAPPER = mapper();

  private ConfigReader() {}

  /**
   * Reads a file.
   *
   * @param environment the variables that may override keys; pass an empty map for none
   * @throws ConfigException where the file is missing, too large, not YAML, or does not fit the
   *     record
   */
  public static <R extends Record> R read(
      Path file, Class<R> type, Map<String, String> environment) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new ConfigException(
            file
                + ": expected a configuration of at most 1 MiB, found "
                + Files.size(file)
                + " bytes");
      }
      return parse(file.toString(), Files.readString(file), type, environment);
    } catch (NoSuchFileException e) {
      throw new ConfigException(
          file + ": expected a YAML file, found nothing there. Check the path.", e);
    } catch (IOException e) {
      throw new ConfigException(file + ": cannot be read (" + e.getMessage() + ")", e);
    }
  }

  /**
   * Reads a text.
   *
   * @param source what to call the text in errors
   */
  public static <R extends Record> R parse(
      String source, String yaml, Class<R> type, Map<String, String> environment) {
    try {
      JsonNode tree = MAPPER.readTree(yaml);
      if (tree == null || tree.isNull() || tree.isMissingNode()) {
        tree = MAPPER.createObjectNode();
      }
      if (!(tree instanceof ObjectNode root)) {
        throw new ConfigException(source + ": expected keys and values, found " + kindOf(tree));
      }
      EnvironmentOverrides.apply(root, type, environment);
      KnownKeys.check(source, root, type, "");
      return MAPPER.treeToValue(root, type);
    } catch (UnrecognizedPropertyException e) {
      throw unknownKey(source, e);
    } catch (JsonMappingException e) {
      throw misfit(source, e);
    } catch (JsonProcessingException e) {
      String where = e.getLocation() == null ? "" : " at line " + e.getLocation().getLineNr();
      throw new ConfigException(source + where + ": not valid YAML: " + e.getOriginalMessage(), e);
    }
  }

  private static ConfigException unknownKey(String source, UnrecognizedPropertyException e) {
    String known =
        e.getKnownPropertyIds() == null
            ? ""
            : e.getKnownPropertyIds().stream()
                .map(Object::toString)
                .sorted()
                .collect(Collectors.joining(", "));
    return KnownKeys.unknown(source, pathOf(e.getPath()), known);
  }

  private static ConfigException misfit(String source, JsonMappingException e) {
    Throwable cause = e;
    while (cause.getCause() != null && !(cause instanceof ConfigException)) {
      cause = cause.getCause();
    }
    String what = cause instanceof ConfigException ? cause.getMessage() : e.getOriginalMessage();
    String path = pathOf(e.getPath());
    return new ConfigException(
        source + (path.isEmpty() ? "" : ": key '" + path + "'") + ": " + what, e);
  }

  private static String pathOf(List<JsonMappingException.Reference> path) {
    return path.stream()
        .map(r -> r.getFieldName() == null ? Integer.toString(r.getIndex()) : r.getFieldName())
        .collect(Collectors.joining("."));
  }

  private static String kindOf(JsonNode tree) {
    return tree.isArray() ? "a list" : "the single value '" + tree.asText() + "'";
  }

  private static ObjectMapper mapper() {
    YAMLFactory factory =
        YAMLFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(40).build())
            .build();
    SimpleModule durations =
        new SimpleModule().addDeserializer(Duration.class, new DurationDeserializer());
    return YAMLMapper.builder(factory)
        .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
        .addModule(durations)
        .build();
  }

  private static final class DurationDeserializer extends StdScalarDeserializer<Duration> {
    private static final long serialVersionUID = 1L;

    DurationDeserializer() {
      super(Duration.class);
    }

    @Override
    public Duration deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      return Durations.parse(parser.getText());
    }
  }
}
