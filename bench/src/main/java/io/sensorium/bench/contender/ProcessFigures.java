package io.sensorium.bench.contender;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What this process holds and has written; where the system does not tell, -1. */
final class ProcessFigures {
  private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB$");
  private static final Pattern WRITTEN = Pattern.compile("(?m)^write_bytes: (\\d+)$");

  private ProcessFigures() {}

  /** Heap in use after a full collection. */
  static long liveHeapBytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /** Resident memory: heap, metaspace, and what RocksDB and Netty hold beside it. */
  static long residentBytes() {
    long kilobytes = find("/proc/self/status", RESIDENT);
    return kilobytes < 0 ? -1 : kilobytes << 10;
  }

  /** Bytes written to files since the process began; sockets do not count. */
  static long fileBytes() {
    return find("/proc/self/io", WRITTEN);
  }

  private static long find(String file, Pattern pattern) {
    try {
      Matcher matcher = pattern.matcher(Files.readString(Path.of(file)));
      return matcher.find() ? Long.parseLong(matcher.group(1)) : -1;
    } catch (IOException e) {
      return -1;
    }
  }
}
