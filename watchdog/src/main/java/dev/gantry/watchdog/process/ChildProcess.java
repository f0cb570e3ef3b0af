package dev.gantry.watchdog.process;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;

/**
 * A process and its streams, to be closed by whoever started it: until then it is running or a
 * zombie, since a reaped process's number, and with it its group's, could go to a stranger.
 *
 * <p>Thread-safe, but each stream is used by one thread at a time and closed by any. Streams park a
 * virtual thread and never hold its carrier. A read or write ends
 *
 * <ul>
 *   <li>with {@link java.io.InterruptedIOException} when its thread is interrupted, also before it
 *       and even if it would not have to wait. The thread stays interrupted and the stream usable:
 *       what was not read can be read later, {@code bytesTransferred} says what was written;
 *   <li>with {@link java.io.IOException} "Stream closed" when another thread closes the stream.
 * </ul>
 */
public interface ChildProcess extends AutoCloseable {

  /** Its process id, which is its process group too. */
  long pid();

  /** Its STDIN, unbuffered; a process that closed it makes writes fail with "Broken pipe". */
  OutputStream stdin();

  /** Its STDOUT, unbuffered; at its end when every process that holds the pipe has closed it. */
  InputStream stdout();

  /** Its STDERR, unbuffered; at its end at once when it was merged into STDOUT. */
  InputStream stderr();

  /** Waits for the end of the process itself, not of its children. */
  ExitStatus awaitExit() throws InterruptedException;

  /**
   * Waits for the end of the process itself for some time.
   *
   * @return empty if it still runs
   */
  Optional<ExitStatus> awaitExit(Duration limit) throws InterruptedException;

  /**
   * Sends a signal to its process group; without effect once the group is gone or this is closed.
   *
   * @param signal its number, such as 15 for SIGTERM
   * @throws IllegalArgumentException if there is no such signal
   */
  void signalGroup(int signal);

  /**
   * Kills what is left of its process group, closes the three streams, and leaves no zombie.
   * Idempotent; does not block. In this order, so that no process takes a part of its input for the
   * whole; a reader may therefore meet the end of its stream instead of "Stream closed".
   */
  @Override
  void close();
}
