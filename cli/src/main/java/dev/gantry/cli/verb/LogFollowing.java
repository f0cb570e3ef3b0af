package dev.gantry.cli.verb;

import dev.gantry.api.LogMessage;
import dev.gantry.cli.gateway.GatewaySession;
import dev.gantry.cli.terminal.Failure;
import dev.gantry.cli.terminal.Printable;
import dev.gantry.cli.terminal.Terminal;
import dev.gantry.client.GatewayException;
import dev.gantry.client.LogLines;
import dev.gantry.client.LogRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Writes several logs at once, each read by a virtual thread of its own, a whole line at a time.
 *
 * @param terminal where they go
 * @param session which gateway
 * @param format how a line is written
 * @param timestamps whether the time stands before a line
 * @param names all whose lines come together; with more than one, a name stands before each line
 */
public record LogFollowing(
    Terminal terminal,
    GatewaySession session,
    LogFormat format,
    boolean timestamps,
    List<String> names) {

  /**
   * Writes until all logs have ended.
   *
   * @return whether all could be read
   * @throws Failure if the only one could not be
   */
  public boolean print(List<LogRequest> requests) throws Failure, InterruptedException {
    ConcurrentLinkedQueue<Failure> failed = new ConcurrentLinkedQueue<>();
    List<Thread> readers = new ArrayList<>();
    for (LogRequest request : requests) {
      readers.add(
          Thread.ofVirtual()
              .name("log " + request.name())
              .start(() -> read(request, prefix(request.name()), failed)));
    }
    for (Thread reader : readers) {
      reader.join();
    }
    if (requests.size() == 1 && !failed.isEmpty()) {
      throw failed.peek();
    }
    failed.forEach(failure -> failure.print(terminal.err(), terminal.errorColours()));
    return failed.isEmpty();
  }

  private String prefix(String name) {
    if (names.size() < 2 || format != LogFormat.PLAIN) {
      return "";
    }
    int width = names.stream().mapToInt(String::length).max().orElse(0);
    String padded = name + " ".repeat(width - name.length());
    return terminal.colours().distinct(names.indexOf(name), padded) + " | ";
  }

  private void read(LogRequest request, String prefix, ConcurrentLinkedQueue<Failure> failed) {
    String what = "read the log of '" + request.name() + "'";
    try (LogLines lines =
        session
            .attempt(what, client -> client.logs(request))
            .orElseThrow(() -> session.noFunction(what, request.name()))) {
      for (LogMessage line = lines.next(); line != null; line = lines.next()) {
        terminal.out().println(prefix + time(line) + shown(line));
      }
    } catch (GatewayException broken) {
      failed.add(session.failure(what, broken));
    } catch (Failure failure) {
      failed.add(failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private String time(LogMessage line) {
    return timestamps && format == LogFormat.PLAIN ? line.timestamp() + " " : "";
  }

  private String shown(LogMessage line) {
    String text = format.line(line);
    return terminal.attached().out() ? Printable.text(text) : text;
  }
}
