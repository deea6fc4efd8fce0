package io.sensorium.bench.contender;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Looks at this process every few milliseconds, on a thread of its own, until it is closed. */
public final class Meter implements AutoCloseable {
  private static final long PAUSE_MS = 5;

  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private final LongSupplier taken;
  private final Samples samples = new Samples();
  private final Thread thread;

  private Meter(LongSupplier taken) {
    this.taken = taken;
    this.thread = new Thread(this::sample, "meter");
    thread.setDaemon(true);
  }

  /**
   * @param taken events taken so far; asked on the meter's thread
   */
  public static Meter start(LongSupplier taken) {
    Meter meter = new Meter(taken);
    meter.look();
    meter.thread.start();
    return meter;
  }

  /** Processor time of this process between two instants, milliseconds since the epoch of time. */
  public synchronized long cpuNanos(long fromMs, long toMs) {
    return samples.cpuNanos(fromMs, toMs);
  }

  synchronized Sample first() {
    return samples.first();
  }

  synchronized Sample allTaken() {
    return samples.allTaken();
  }

  /** Takes one more sample now. */
  synchronized void look() {
    samples.add(
        new Sample(System.currentTimeMillis(), system.getProcessCpuTime(), taken.getAsLong()));
  }

  private void sample() {
    try {
      while (true) {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
