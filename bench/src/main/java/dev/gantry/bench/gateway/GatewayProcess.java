package dev.gantry.bench.gateway;

import dev.gantry.bench.drive.Programs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The gateway in a JVM of its own, so that the bench takes nothing from it. */
final class GatewayProcess implements AutoCloseable {

  private final Process process;
  private final InetSocketAddress address;

  private GatewayProcess(Process process, InetSocketAddress address) {
    this.process = process;
    this.address = address;
  }

  static GatewayProcess start(InetSocketAddress replica) throws IOException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-XX:+UseCompactObjectHeaders",
                    "-cp",
                    System.getProperty("java.class.path"),
                    GatewayUnderLoad.class.getName(),
                    String.valueOf(replica.getPort())))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String port = lines.readLine();
    if (port == null) {
      throw new IOException("the gateway ended before it listened");
    }
    return new GatewayProcess(
        process, new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port)));
  }

  InetSocketAddress address() {
    return address;
  }

  @Override
  public void close() {
    Programs.end(process);
  }
}
