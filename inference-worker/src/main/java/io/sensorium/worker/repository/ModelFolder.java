package io.sensorium.worker.repository;

import java.nio.file.Path;
import java.util.List;

/** How the versions of one model stand in its folder. */
sealed interface ModelFolder permits NumberedFolder, HuggingFaceFolder {
  /** Versions that are there, the lowest first. */
  List<String> versions();

  /** Where the files of one of them are. */
  Path place(String version);

  /**
   * One of them.
   *
   * @throws RepositoryException if it has no model file
   * @throws io.sensorium.config.ConfigException if its description does not say what it should
   */
  ModelVersion version(String version);
}
