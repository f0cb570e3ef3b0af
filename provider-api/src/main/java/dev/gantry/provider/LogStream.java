package dev.gantry.provider;

import dev.gantry.api.LogMessage;
import org.jspecify.annotations.Nullable;

/** The lines of a log, oldest first. Used by one thread, closed by who opened it. */
public interface LogStream extends AutoCloseable {

  /**
   * The next line; blocks while a followed log has none.
   *
   * @return null at the end of a log that is not followed, or of a function that was removed
   */
  @Nullable LogMessage next() throws InterruptedException;

  @Override
  void close();
}
