package dev.gantry.process.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The time since the machine was started, which is what Linux records as a process's start. It is
 * read from {@code /proc/uptime} once and then counted on with the JVM's clock, which needs no
 * system call but stands still while a machine is suspended; the wall clock tells when that
 * happened.
 */
final class BootTime {

  private static final Path UPTIME = Path.of("/proc/uptime");
  private static final long DRIFT_MILLIS = Duration.ofMillis(300).toMillis();
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final LongSupplier nanos;
  private final LongSupplier wall;
  private volatile Anchor anchor; // written by whoever notices a jump

  /** The three clocks at one moment. */
  private record Anchor(long bootMillis, long nanos, long wallMillis) {}

  BootTime() {
    this(System::nanoTime, System::currentTimeMillis);
  }

  BootTime(LongSupplier nanos, LongSupplier wall) {
    this.nanos = nanos;
    this.wall = wall;
    this.anchor = read();
  }

  /** Milliseconds since the machine was started. */
  long millis() {
    Anchor present = anchor;
    long passed = (nanos.getAsLong() - present.nanos) / NANOS_PER_MILLI;
    long passedOnWall = wall.getAsLong() - present.wallMillis;
    if (Math.abs(passedOnWall - passed) > DRIFT_MILLIS) {
      present = read();
      anchor = present;
      return present.bootMillis;
    }
    return present.bootMillis + passed;
  }

  private Anchor read() {
    try {
      String text = Files.readString(UPTIME);
      long boot = Math.round(Double.parseDouble(text.substring(0, text.indexOf(' '))) * 1000);
      return new Anchor(boot, nanos.getAsLong(), wall.getAsLong());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
