package dev.gantry.engine;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionName;
import dev.gantry.container.FunctionLabels;
import dev.gantry.host.folder.CannotStartException;
import dev.gantry.provider.ChangeOutcome.Done;
import dev.gantry.provider.FunctionProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** An installation in a folder of its own, of which nothing is left when it is closed. */
final class Playground implements AutoCloseable {

  private final Path folder;
  private final String network = "gantry-test-" + Long.toHexString(System.nanoTime());

  Playground(Path folder) {
    this.folder = folder;
  }

  DockerProviderSettings settings() {
    return DockerProviderSettings.in(folder).withNetwork(network);
  }

  DockerProvider open() throws CannotStartException {
    return DockerProvider.open(settings());
  }

  String network() {
    return network;
  }

  /** A function that answers what it was sent. */
  static FunctionDeployment function(String service) {
    return FunctionDeployments.of(service, TestImage.NAME, "cat");
  }

  static FunctionName named(String service) {
    return new FunctionName(service, "openfaas-fn");
  }

  /** Deploys and waits until so many replicas as desired are ready. */
  static FunctionName deployed(FunctionProvider provider, FunctionDeployment deployment)
      throws Exception {
    FunctionName name = named(deployment.service());
    assertThat(provider.deploy(name, deployment)).isEqualTo(new Done());
    awaitReady(provider, name, provider.find(name).orElseThrow().desired());
    return name;
  }

  static void awaitReady(FunctionProvider provider, FunctionName name, int count) throws Exception {
    eventually(
        Duration.ofSeconds(60),
        () -> {
          assertThat(provider.find(name).orElseThrow().replicas()).hasSize(count);
          assertThat(provider.find(name).orElseThrow().ready()).isEqualTo(count);
        });
  }

  String owner() throws IOException {
    return Files.readString(folder.resolve("installation")).strip();
  }

  /** The numbers of all containers of this installation, those that do not run included. */
  List<String> containers() throws Exception {
    return docker("ps", "--all", "--quiet", "--no-trunc", "--filter", ours());
  }

  List<String> volumes() throws Exception {
    return docker("volume", "ls", "--quiet", "--filter", ours());
  }

  private String ours() throws IOException {
    return "label=" + FunctionLabels.OWNER + "=" + owner();
  }

  /** The lines that the command prints. */
  static List<String> docker(String... arguments) throws Exception {
    String[] command = new String[arguments.length + 1];
    command[0] = "docker";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    return Program.run(command).orFail().lines().filter(line -> !line.isBlank()).toList();
  }

  @Override
  public void close() throws Exception {
    if (Files.exists(folder.resolve("installation"))) {
      for (String container : containers()) {
        Program.run("docker", "rm", "--force", "--volumes", container);
      }
      for (String volume : volumes()) {
        Program.run("docker", "volume", "rm", volume);
      }
    }
    Program.run("docker", "network", "rm", network);
  }
}
