package dev.gantry.swarm;

import dev.gantry.api.LogMessage;
import dev.gantry.provider.LogStream;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Lines that are there already. */
final class PastLog implements LogStream {

  private final Iterator<LogMessage> lines;

  PastLog(Iterator<LogMessage> lines) {
    this.lines = lines;
  }

  @Override
  public @Nullable LogMessage next() {
    return lines.hasNext() ? lines.next() : null;
  }

  @Override
  public void close() {}
}
