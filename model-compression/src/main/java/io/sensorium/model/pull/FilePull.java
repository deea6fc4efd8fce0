package io.sensorium.model.pull;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Fetches files by HTTP. Every hop's host is resolved and each of its addresses checked before it
 * is connected to; no proxy is asked, whose connections nobody here could check. The client then
 * resolves the name by itself: it gets the addresses that were checked from Java's cache of names
 * (30 s by default), and others only where {@code networkaddress.cache.ttl} is set to 0.
 */
public final class FilePull {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final int REDIRECTS = 5;
  private static final Set<Integer> REDIRECTED = Set.of(301, 302, 303, 307, 308);
  private static final int OK = 200;

  private final AddressPolicy policy;
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .proxy(HttpClient.Builder.NO_PROXY)
          .build();

  public FilePull(AddressPolicy policy) {
    this.policy = policy;
  }

  /**
   * Fetches a file. It is written beside its place and moved there once it is whole and right.
   *
   * @throws PullException where an address, an answer or the file is not as it must be
   */
  public PulledFile pull(String url, Path out, PullLimits limits)
      throws IOException, InterruptedException {
    PullAddress address = PullAddress.of(url, limits.plain());
    Path folder = out.toAbsolutePath().resolveSibling("");
    Path part = Files.createTempFile(folder, "pull", ".part");
    try {
      PulledFile pulled = fetch(address, part, limits);
      String expected = limits.sha256();
      if (expected != null && !expected.equals(pulled.sha256())) {
        throw new PullException(
            "expected sha256 %s, found %s; the file was not kept"
                .formatted(expected, pulled.sha256()));
      }
      Files.move(part, out, StandardCopyOption.REPLACE_EXISTING);
      return new PulledFile(out, pulled.bytes(), pulled.sha256());
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private PulledFile fetch(PullAddress start, Path part, PullLimits limits)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + limits.time().toNanos();
    PullAddress address = start;
    for (int hop = 0; hop <= REDIRECTS; hop++) {
      PublicAddresses.resolve(address.host(), policy);
      HttpResponse<Optional<PulledFile>> answer = ask(address, part, limits.bytes(), end);
      if (answer.body().isPresent()) {
        return answer.body().get();
      }
      Optional<String> location = answer.headers().firstValue("location");
      if (!REDIRECTED.contains(answer.statusCode()) || location.isEmpty()) {
        throw new PullException(
            "expected status 200 of %s, found %d".formatted(address, answer.statusCode()));
      }
      address = address.next(location.get(), limits.plain());
    }
    throw new PullException(
        "expected at most %d redirects, found more from %s".formatted(REDIRECTS, start));
  }

  private HttpResponse<Optional<PulledFile>> ask(
      PullAddress address, Path part, long limit, long end)
      throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(address.uri()).GET().build();
    CompletableFuture<HttpResponse<Optional<PulledFile>>> running =
        client.sendAsync(request, answer -> body(answer, part, limit));
    try {
      return running.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      running.cancel(true);
      throw new PullException("expected an end in time, found none of " + address, e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new PullException(
          "%s was not fetched: %s".formatted(address, cause.getMessage()), cause);
    }
  }

  /** The file of an answer that has one; of others nothing is read. */
  private static HttpResponse.BodySubscriber<Optional<PulledFile>> body(
      HttpResponse.ResponseInfo answer, Path part, long limit) {
    long announced = answer.headers().firstValueAsLong("content-length").orElse(0);
    if (answer.statusCode() != OK) {
      return HttpResponse.BodySubscribers.replacing(Optional.empty());
    }
    return HttpResponse.BodySubscribers.mapping(
        new LimitedFile(part, limit, announced), Optional::of);
  }
}
