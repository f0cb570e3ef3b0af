package dev.gantry.watchdog;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * A running watchdog: a listener whose calls are answered by processes.
 *
 * <p>Thread-safe. Closed by who started it.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class Watchdog implements AutoCloseable {

  private Watchdog() {}

  /**
   * Starts listening. Ready when it returns.
   *
   * @throws IOException if the address cannot be bound
   */
  public static Watchdog start(WatchdogSettings settings, Embedding embedding) throws IOException {
    throw new UnsupportedOperationException();
  }

  /** Where it listens, with the real port. */
  public InetSocketAddress address() {
    throw new UnsupportedOperationException();
  }

  /** Whether it takes calls. */
  public boolean isReady() {
    throw new UnsupportedOperationException();
  }

  /** Calls whose process runs now. */
  public int callsInFlight() {
    throw new UnsupportedOperationException();
  }

  /**
   * Stops taking calls and waits for those that run.
   *
   * @return whether all ended in time
   */
  public boolean drain(Duration limit) throws InterruptedException {
    throw new UnsupportedOperationException();
  }

  /** Ends everything at once: listener and connections are closed, process groups killed. */
  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
