package dev.gantry.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start that is not possible says so in a sentence and exits with 2. */
final class BadStartIT {

  @TempDir private Path folder;

  @Test
  void namesThePortThatIsInUse() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + taken.getLocalPort();

      Ended ended = up("--listen", address, "--metrics-listen", "127.0.0.1:0");

      assertThat(ended.output()).contains(address, "in use", "try:");
      assertRefused(ended);
    }
  }

  @Test
  void namesTheMetricsPortThatIsInUse() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + taken.getLocalPort();

      Ended ended = up("--listen", "127.0.0.1:0", "--metrics-listen", address);

      assertThat(ended.output()).contains(address, "in use");
      assertRefused(ended);
    }
  }

  @Test
  void namesTheDataFolderThatIsNoFolder() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));

    Ended ended = up(file, "--listen", "127.0.0.1:0", "--metrics-listen", "127.0.0.1:0");

    assertThat(ended.output()).contains(file.toString());
    assertRefused(ended);
  }

  @Test
  void refusesASecondServerOnOneDataFolder() throws Exception {
    try (RunningGantry first = RunningGantry.start(folder, "--no-samples")) {
      Ended second = up(folder, "--listen", "127.0.0.1:0", "--metrics-listen", "127.0.0.1:0");

      assertThat(second.output()).contains(folder.toString()).contains("is used by");
      assertRefused(second);
      assertThat(first.get("/healthz").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void suggestsTheOptionThatWasMeant() throws Exception {
    Ended ended = end(List.of("up", "--lisen", "127.0.0.1:0"));

    assertThat(ended.output()).contains("--lisen", "--listen");
    assertRefused(ended);
  }

  @Test
  void namesEveryBadValue() throws Exception {
    Ended ended = up("--scaling", "sometimes", "--log-level", "loud");

    assertThat(ended.output()).contains("--scaling", "sometimes", "--log-level", "loud");
    assertRefused(ended);
  }

  @Test
  void refusesAnOpenGatewayOnAnAddressOthersReach() throws Exception {
    Ended ended = up("--listen", "0.0.0.0:0", "--no-auth");

    assertThat(ended.output()).contains("--no-auth", "loopback");
    assertRefused(ended);
  }

  @Test
  void refusesToRunFunctionsAsAUserThatIsNotThere() throws Exception {
    assumeTrue(System.getProperty("user.name").equals("root"), "only root can choose the user");

    Ended ended =
        up("--listen", "127.0.0.1:0", "--metrics-listen", "127.0.0.1:0", "--run-as", "nosuchuser");

    assertThat(ended.output()).contains("nosuchuser");
    assertRefused(ended);
  }

  @Test
  void refusesACommandWithoutAVerb() throws Exception {
    Ended ended = end(List.of());

    assertThat(ended.output()).contains("command is missing");
    assertRefused(ended);
  }

  @Test
  void helpsEverywhere() throws Exception {
    assertThat(end(List.of("--help")).exit()).isZero();
    Ended help = end(List.of("up", "--help"));
    assertThat(help.exit()).isZero();
    assertThat(help.output()).contains("--listen", "--metrics-listen", "--no-auth", "--run-as");
  }

  private static void assertRefused(Ended ended) {
    assertThat(ended.exit()).as(ended.output()).isEqualTo(2);
    assertThat(ended.output()).startsWith("error: ").doesNotContain("\tat ", "Exception");
  }

  private Ended up(String... options) throws IOException, InterruptedException {
    return up(folder, options);
  }

  private static Ended up(Path data, String... options) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("up", "--data", data.toString()));
    arguments.addAll(List.of(options));
    return end(arguments);
  }

  private static Ended end(List<String> arguments) throws IOException, InterruptedException {
    Process process = RunningGantry.launch(List.of(), arguments);
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), output);
  }

  private record Ended(int exit, String output) {}
}
