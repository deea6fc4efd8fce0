package io.sensorium.console.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page, whole in one file, and the content security policy that lets exactly its own style and
 * script run.
 *
 * @param html in UTF-8
 * @param policy value of the header {@code Content-Security-Policy}
 */
record Page(String html, String policy) {
  private static final String RESOURCE = "console.html";

  static Page load() {
    try (InputStream in = Page.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is not beside " + Page.class.getName());
      }
      String html = new String(in.readAllBytes(), UTF_8);
      return new Page(html, policy(html));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String policy(String html) {
    return "default-src 'none'; connect-src 'self'; img-src data:; style-src '"
        + hash(html, "style")
        + "'; script-src '"
        + hash(html, "script")
        + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  }

  /** Source of the form: Content Security Policy Level 3, "hash-source". */
  private static String hash(String html, String element) {
    Matcher content =
        Pattern.compile("<" + element + ">(.*?)</" + element + ">", Pattern.DOTALL).matcher(html);
    if (!content.find()) {
      throw new IllegalStateException("no " + element + " in " + RESOURCE);
    }
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.group(1).getBytes(UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
