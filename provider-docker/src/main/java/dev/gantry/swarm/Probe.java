package dev.gantry.swarm;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/**
 * Asks a watchdog whether it takes calls: {@code GET /_/health}, which every watchdog answers
 * itself ({@code /_/ready} reaches the function in the classic one, contract 3.1).
 */
final class Probe {

  private static final byte[] REQUEST =
      "GET /_/health HTTP/1.1\r\nHost: watchdog\r\nUser-Agent: gantry-probe\r\nConnection: close\r\n\r\n"
          .getBytes(ISO_8859_1);

  private static final int STATUS_LINE = "HTTP/1.1 200".length();

  private Probe() {}

  /**
   * Whether it takes calls now; blocks for the limits at most.
   *
   * @param connectLimit short at first: the packet that opens a connection to an address nobody has
   *     yet is repeated by the kernel only after a second
   */
  static boolean answers(InetSocketAddress address, Duration connectLimit, Duration answerLimit) {
    try (Socket socket = new Socket()) {
      socket.connect(address, (int) connectLimit.toMillis());
      socket.setSoTimeout((int) answerLimit.toMillis());
      socket.setTcpNoDelay(true);
      socket.getOutputStream().write(REQUEST);
      return status(socket.getInputStream()).endsWith(" 200");
    } catch (IOException notYet) {
      return false;
    }
  }

  private static String status(InputStream in) throws IOException {
    return new String(in.readNBytes(STATUS_LINE), ISO_8859_1);
  }
}
