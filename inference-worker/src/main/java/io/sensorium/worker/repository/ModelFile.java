package io.sensorium.worker.repository;

import java.nio.file.Path;

/**
 * One model file.
 *
 * @param variant {@code fp32}, {@code fp16}, {@code int8} or {@code int4}
 * @param path the file
 * @param sha256 of its bytes, in hexadecimal
 */
public record ModelFile(String variant, Path path, String sha256) {}
