package io.sensorium.model.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the processor of this machine can do, where the system says so. */
public final class Processor {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  private Processor() {}

  /**
   * Whether its 8-bit kernels add two products in 16 bits and cut the sum off there: those of x86
   * without VNNI. False where nothing is known.
   */
  public static boolean saturates() {
    try {
      List<String> flags =
          Files.readAllLines(CPU_INFO).stream().filter(line -> line.startsWith("flags")).toList();
      return !flags.isEmpty() && !flags.get(0).contains("vnni");
    } catch (IOException elsewhere) {
      return false;
    }
  }
}
