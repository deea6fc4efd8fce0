package io.sensorium.fusion.offline.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/** The page from its parts, with a content security policy that lets exactly those run. */
final class PageFile {
  private static final List<String> SCRIPTS =
      List.of("words.js", "site.js", "canvas.js", "view.js", "summary.js");

  private PageFile() {}

  /**
   * The whole page.
   *
   * @param json what it draws; safe inside a script element
   */
  static String with(String json) {
    String style = "\n" + part("align.css");
    StringBuilder script = new StringBuilder("\n\"use strict\";\n");
    SCRIPTS.forEach(name -> script.append(part(name)));
    return part("align.html")
        .replace("{{policy}}", policy(style, script.toString()))
        .replace("{{style}}", style)
        .replace("{{script}}", script)
        .replace("{{data}}", json);
  }

  private static String policy(String style, String script) {
    return "default-src 'none'; img-src data:; style-src '%s'; script-src '%s'; base-uri 'none'; form-action 'none'"
        .formatted(hash(style), hash(script));
  }

  /** Source of the form: Content Security Policy Level 3, "hash-source". */
  private static String hash(String content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String part(String name) {
    try (InputStream in = PageFile.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not beside " + PageFile.class.getName());
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
