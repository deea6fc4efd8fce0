package io.sensorium.deploy.broker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a data folder to one process. The lock goes with the process, however it ends; the file
 * stays and names the last owner.
 */
final class FolderLock implements AutoCloseable {
  private static final String FILE = "sensorium.lock";

  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * @throws BrokerException if another process, or another broker of this one, has the folder, or
   *     it cannot be written
   */
  static FolderLock take(Path folder) {
    Path file = folder.resolve(FILE);
    FileChannel channel;
    try {
      Files.createDirectories(folder);
      channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new BrokerException(
          "Cannot write in the data folder %s: %s. Choose another folder.".formatted(folder, e), e);
    }
    try {
      FileLock lock = tryLock(channel);
      if (lock == null) {
        String owner = owner(file);
        channel.close();
        throw new BrokerException(
            "The data folder %s is in use by process %s. Stop it, or choose another folder."
                .formatted(folder, owner));
      }
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(
              Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
      return new FolderLock(channel);
    } catch (IOException e) {
      throw new BrokerException("Cannot lock the data folder %s: %s".formatted(folder, e), e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // held by this very process
    }
  }

  private static String owner(Path file) throws IOException {
    String owner = Files.readString(file).strip();
    return owner.isEmpty() ? "of unknown id" : owner;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new BrokerException("Cannot unlock the data folder: " + e, e);
    }
  }
}
