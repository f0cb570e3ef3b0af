package dev.gantry.watchdog.packaged;

import java.io.IOException;
import java.net.ServerSocket;

/** A port that was free a moment ago, where 0 would mean something else. */
final class FreePort {

  private FreePort() {}

  static String find() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return Integer.toString(socket.getLocalPort());
    }
  }
}
