package io.sensorium.model.pull;

import java.nio.file.Path;

/**
 * A file that was fetched.
 *
 * @param sha256 of its bytes, in lower-case hexadecimal digits
 */
public record PulledFile(Path path, long bytes, String sha256) {}
