package io.sensorium.worker.subword;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sensorium.worker.repository.RepositoryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Opens tokenizer files, each once for a length. Not thread-safe. */
public final class SubwordFiles {
  private static final long MAX_BYTES = 64L << 20;
  private static final List<String> PADDING = List.of("[PAD]", "<pad>", "<|endoftext|>");

  private final Map<Key, SubwordTokenizer> open = new HashMap<>();

  private record Key(Path file, int length) {}

  /**
   * @param length ids of a text
   * @throws RepositoryException if the file is no tokenizer
   */
  public SubwordTokenizer open(Path file, int length) {
    return open.computeIfAbsent(new Key(file, length), SubwordFiles::read);
  }

  private static SubwordTokenizer read(Key key) {
    Path file = key.file();
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new RepositoryException(
            file,
            "a tokenizer of at most " + MAX_BYTES + " bytes",
            Files.size(file) + " bytes",
            "Use a smaller one");
      }
      byte[] json = Files.readAllBytes(file);
      return SubwordTokenizer.of(json, key.length(), padId(new ObjectMapper().readTree(json)));
    } catch (IOException | IllegalArgumentException wrong) {
      throw new RepositoryException(
          file,
          "a tokenizer.json as Hugging Face's tokenizers write it",
          String.valueOf(wrong.getMessage()),
          "Save the tokenizer anew with save_pretrained of its fast version",
          wrong);
    }
  }

  /** As the file says; else that of a usual word for it, else 0. */
  private static long padId(JsonNode tokenizer) {
    JsonNode said = tokenizer.path("padding").path("pad_id");
    if (said.isIntegralNumber()) {
      return said.asLong();
    }
    for (String word : PADDING) {
      for (JsonNode token : tokenizer.path("added_tokens")) {
        if (word.equals(token.path("content").asText())) {
          return token.path("id").asLong();
        }
      }
    }
    return 0;
  }
}
