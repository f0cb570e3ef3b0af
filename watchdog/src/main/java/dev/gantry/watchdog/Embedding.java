package dev.gantry.watchdog;

import dev.gantry.watchdog.process.ProcessStarter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a watchdog lives: alone in a container, or one of many in a gateway's JVM.
 *
 * @param listen where to listen; port 0 picks a free one
 * @param environment all variables the processes get, before those of the call
 * @param directory where processes start; empty means where this program runs
 * @param commandPrefix put in front of the command, such as {@code setpriv} and its options;
 *     usually empty
 * @param standalone whether there are a metrics listener and a lock file, and log lines carry a
 *     date
 * @param starter starts the processes; one may serve many watchdogs
 * @param log takes the watchdog's own lines and the lines functions write to STDERR
 */
public record Embedding(
    InetSocketAddress listen,
    Map<String, String> environment,
    Optional<Path> directory,
    List<String> commandPrefix,
    boolean standalone,
    ProcessStarter starter,
    LogSink log) {

  public Embedding {
    environment = Map.copyOf(environment);
    commandPrefix = List.copyOf(commandPrefix);
  }
}
