package dev.gantry.bench.drive;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/** A replica for bodies: {@code bench/src/main/c/body_server.c} on a loopback port. */
public final class BodyServer implements AutoCloseable {

  private final Process process;
  private final InetSocketAddress address;

  private BodyServer(Process process, InetSocketAddress address) {
    this.process = process;
    this.address = address;
  }

  /** Builds and starts it. */
  public static BodyServer start(Path folder) throws IOException, InterruptedException {
    InetSocketAddress address = Ports.free();
    Process process =
        new ProcessBuilder(
                CProgram.build("body_server", folder).toString(), String.valueOf(address.getPort()))
            .inheritIO()
            .start();
    Ports.awaitListening(address, process);
    return new BodyServer(process, address);
  }

  public InetSocketAddress address() {
    return address;
  }

  @Override
  public void close() {
    Programs.end(process);
  }
}
