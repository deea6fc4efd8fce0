package io.sensorium.ingest.replay;

import io.sensorium.ingest.payload.PayloadException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The payload files of one recording. The latest used ones stay in memory up to a number of bytes,
 * so that a file that many rows name is read once. For one thread.
 */
final class PayloadFiles {
  private final Path root;
  private final long cacheBytes;
  private final Map<String, byte[]> cache = new LinkedHashMap<>(64, 0.75f, true);
  private long cachedBytes;

  /**
   * @param recording the folder that every file must be in
   * @param cacheBytes kept in memory at most
   */
  PayloadFiles(Path recording, long cacheBytes) throws IOException {
    this.root = recording.toRealPath();
    this.cacheBytes = cacheBytes;
  }

  /**
   * The content of a file.
   *
   * @param payload its path as it stands in the row
   * @param limit on its size in bytes, checked before it is read
   * @throws PayloadException if the path leaves the recording, or the file is not there or too
   *     large
   */
  ByteBuffer read(String payload, long limit) {
    byte[] known = cache.get(payload);
    if (known == null) {
      known = load(payload, limit);
      keep(payload, known);
    }
    return ByteBuffer.wrap(known);
  }

  private byte[] load(String payload, long limit) {
    Path file = locate(payload);
    try {
      long size = Files.size(file);
      if (size > limit) {
        throw tooLarge(limit, size);
      }
      try (InputStream in = Files.newInputStream(file)) {
        // It may have grown since.
        byte[] content = in.readNBytes((int) limit + 1);
        if (content.length > limit) {
          throw tooLarge(limit, content.length);
        }
        return content;
      }
    } catch (IOException e) {
      throw new PayloadException(
          "a file that can be read", e.toString(), "check the recording's files");
    }
  }

  private Path locate(String payload) {
    try {
      Path relative = Path.of(payload);
      if (payload.isEmpty() || relative.isAbsolute() || hasParentStep(relative)) {
        throw outside(payload);
      }
      Path file = root.resolve(relative).toRealPath();
      if (!file.startsWith(root)) {
        throw outside("a link to " + file);
      }
      if (!Files.isRegularFile(file)) {
        throw new PayloadException("a file", "a folder", "name the file itself");
      }
      return file;
    } catch (InvalidPathException e) {
      throw outside("a name that is no path (" + e.getReason() + ")");
    } catch (IOException e) {
      throw new PayloadException(
          "a file in the recording", "none of that name", "complete the recording");
    }
  }

  private static boolean hasParentStep(Path path) {
    for (Path step : path) {
      if (step.toString().equals("..")) {
        return true;
      }
    }
    return false;
  }

  private static PayloadException outside(String found) {
    return new PayloadException(
        "a relative path to a file inside the recording",
        found.isEmpty() ? "nothing" : found,
        "copy the file into the recording and name it from there");
  }

  private static PayloadException tooLarge(long limit, long size) {
    return PayloadException.tooLarge("a file of at most " + limit + " bytes", size + " bytes");
  }

  private void keep(String payload, byte[] content) {
    if (content.length > cacheBytes) {
      return;
    }
    cache.put(payload, content);
    cachedBytes += content.length;
    Iterator<byte[]> eldest = cache.values().iterator();
    while (cachedBytes > cacheBytes) {
      cachedBytes -= eldest.next().length;
      eldest.remove();
    }
  }
}
