package io.sensorium.worker.repository;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Names of files and folders in a repository: plain ones, so that no path leads out of it. */
final class Names {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,254}");

  private Names() {}

  static boolean plain(String name) {
    return PLAIN.matcher(name).matches();
  }

  /**
   * The child of this name.
   *
   * @throws RepositoryException if the name is not plain
   */
  static Path child(Path folder, String name) {
    if (!plain(name)) {
      throw new RepositoryException(
          folder,
          "a plain name of letters, digits, '.', '_' and '-'",
          "'" + name + "'",
          "Name a file or folder of the repository itself");
    }
    return folder.resolve(name);
  }

  /**
   * Follows links.
   *
   * @throws RepositoryException if they lead out of the root
   */
  static Path inside(Path root, Path path) {
    try {
      Path real = path.toRealPath();
      if (!real.startsWith(root.toRealPath())) {
        throw new RepositoryException(
            path, "a file inside the repository " + root, "a link to " + real, "Copy it there");
      }
      return path;
    } catch (IOException missing) {
      throw new RepositoryException(
          path,
          "a file or folder",
          Files.exists(path) ? missing.toString() : "nothing",
          "Check the path",
          missing);
    }
  }
}
