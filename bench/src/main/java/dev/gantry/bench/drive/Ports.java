package dev.gantry.bench.drive;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;

/** Loopback ports for the programs a bench starts. */
public final class Ports {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private Ports() {}

  /** A port that nobody listened on a moment ago. */
  public static InetSocketAddress free() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
    }
  }

  /**
   * Waits until somebody listens.
   *
   * @throws IOException if the program ended or 20 s have passed
   */
  public static void awaitListening(InetSocketAddress address, Process program)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (System.nanoTime() < end && program.isAlive()) {
      try {
        new Socket(address.getAddress(), address.getPort()).close();
        return;
      } catch (IOException notYet) {
        Thread.sleep(20);
      }
    }
    throw new IOException("nothing listens on " + address + " after " + LIMIT.toSeconds() + " s");
  }
}
