package io.sensorium.model.pull;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * Where to fetch from.
 *
 * @param uri with a scheme and a host, and without user information
 */
record PullAddress(URI uri) {
  /**
   * Reads an address. What is refused is not repeated in the message: it may hold a password.
   *
   * @param plain whether http is allowed beside https
   */
  static PullAddress of(String text, boolean plain) throws PullException {
    try {
      return of(new URI(text), plain);
    } catch (URISyntaxException e) {
      throw new PullException(
          "expected a URL such as https://host/path/model.onnx, found none: " + e.getReason());
    }
  }

  /** Where a redirect leads. */
  PullAddress next(String location, boolean plain) throws PullException {
    try {
      return of(uri.resolve(new URI(location)), plain);
    } catch (URISyntaxException e) {
      throw new PullException(this + " redirects to what is no URL: " + e.getReason());
    }
  }

  private static PullAddress of(URI uri, boolean plain) throws PullException {
    if (uri.getHost() == null || uri.getScheme() == null) {
      throw new PullException("expected a URL such as https://host/path/model.onnx");
    }
    if (uri.getRawUserInfo() != null) {
      throw new PullException(
          "expected a URL without user name and password, found one with; take them out");
    }
    boolean http = uri.getScheme().equalsIgnoreCase("http");
    if (!uri.getScheme().equalsIgnoreCase("https") && !(http && plain)) {
      throw new PullException(
          "expected https, found %s for %s%s"
              .formatted(
                  uri.getScheme(),
                  uri.getHost(),
                  http ? "; --http allows it, for a checksum that you know" : ""));
    }
    return new PullAddress(uri);
  }

  String host() {
    return uri.getHost();
  }

  /** Without the query, which may hold a signature. */
  @Override
  public String toString() {
    return uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
  }
}
