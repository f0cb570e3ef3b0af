package dev.gantry.watchdog.process;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;

/**
 * A running process. Its streams park a virtual thread and never hold its carrier; each stream is
 * used by one thread at a time. A blocked read or write ends with {@link
 * java.io.InterruptedIOException} when its thread is interrupted and with {@link
 * java.io.IOException} when the stream is closed by another thread.
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
   * Sends a signal to its process group; without effect once the group is gone.
   *
   * @param signal its number, such as 15 for SIGTERM
   */
  void signalGroup(int signal);

  /**
   * Kills what is left of its process group, closes the three streams, and leaves no zombie.
   * Idempotent; does not block.
   */
  @Override
  void close();
}
