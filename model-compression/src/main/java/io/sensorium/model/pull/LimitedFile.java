package io.sensorium.model.pull;

import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Writes what arrives to a file, counts and digests it, and hangs up where it is too much. */
final class LimitedFile implements BodySubscriber<PulledFile> {
  private final Path file;
  private final long limit;
  private final long announced;
  private final MessageDigest digest = sha256();
  private final CompletableFuture<PulledFile> result = new CompletableFuture<>();
  private Flow.@Nullable Subscription subscription;
  private @Nullable OutputStream stream;
  private long bytes;

  /**
   * @param file exists, and is written over
   * @param limit of bytes
   * @param announced bytes that the answer says it has; 0 where it does not say
   */
  LimitedFile(Path file, long limit, long announced) {
    this.file = file;
    this.limit = limit;
    this.announced = announced;
  }

  @Override
  public CompletionStage<PulledFile> getBody() {
    return result;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    try {
      require(announced);
      stream = Files.newOutputStream(file);
      given.request(1);
    } catch (IOException e) {
      stop(e);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    try {
      for (ByteBuffer buffer : buffers) {
        take(buffer);
      }
      if (subscription != null) {
        subscription.request(1);
      }
    } catch (IOException e) {
      stop(e);
    }
  }

  @Override
  public void onError(Throwable problem) {
    stop(problem);
  }

  @Override
  public void onComplete() {
    try {
      close();
      result.complete(new PulledFile(file, bytes, HexFormat.of().formatHex(digest.digest())));
    } catch (IOException e) {
      result.completeExceptionally(e);
    }
  }

  private void take(ByteBuffer buffer) throws IOException {
    bytes += buffer.remaining();
    require(bytes);
    byte[] part = new byte[buffer.remaining()];
    buffer.get(part);
    digest.update(part);
    if (stream != null) {
      stream.write(part);
    }
  }

  private void require(long size) throws PullException {
    if (size > limit) {
      throw new PullException(
          "expected at most %d bytes, found %d or more; --max-size sets the limit"
              .formatted(limit, size));
    }
  }

  private void stop(Throwable problem) {
    if (subscription != null) {
      subscription.cancel();
    }
    try {
      close();
    } catch (IOException e) {
      problem.addSuppressed(e);
    }
    result.completeExceptionally(problem);
  }

  private void close() throws IOException {
    if (stream != null) {
      stream.close();
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
