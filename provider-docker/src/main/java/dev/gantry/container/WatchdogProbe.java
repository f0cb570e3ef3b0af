package dev.gantry.container;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/**
 * Asks a watchdog on a connection of its own. {@code /_/health} is answered by every watchdog
 * itself, {@code /_/ready} reaches the function in the classic one (contract 3.1).
 */
public final class WatchdogProbe {

  public static final String HEALTH = "/_/health";

  private static final int OK = 200;
  private static final int STATUS_LINE = "HTTP/1.1 200".length();

  private WatchdogProbe() {}

  /** Whether it says that it takes calls; blocks for the limits at most. */
  public static boolean isHealthy(
      InetSocketAddress address, Duration connectLimit, Duration answerLimit) {
    return status(address, HEALTH, connectLimit, answerLimit) == OK;
  }

  /**
   * The status that a path is answered with; 0 without an answer.
   *
   * @param connectLimit short at first: the packet that opens a connection to an address nobody has
   *     yet is repeated by the kernel only after a second
   */
  public static int status(
      InetSocketAddress address, String path, Duration connectLimit, Duration answerLimit) {
    try (Socket socket = new Socket()) {
      socket.connect(address, (int) connectLimit.toMillis());
      socket.setSoTimeout((int) answerLimit.toMillis());
      socket.setTcpNoDelay(true);
      String request =
          "GET "
              + path
              + " HTTP/1.1\r\nHost: replica\r\nUser-Agent: gantry-probe\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      String line = new String(socket.getInputStream().readNBytes(STATUS_LINE), ISO_8859_1);
      return line.matches("HTTP/1\\.[01] [1-5][0-9]{2}") ? Integer.parseInt(line.substring(9)) : 0;
    } catch (IOException notYet) {
      return 0;
    }
  }

  /** Whether there is anything at an address; a watchdog that is slow still counts. */
  public static boolean connects(InetSocketAddress address, Duration limit) {
    try (Socket socket = new Socket()) {
      socket.connect(address, (int) limit.toMillis());
      return true;
    } catch (IOException unreachable) {
      return false;
    }
  }
}
