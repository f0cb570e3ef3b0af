package dev.gantry.bench.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Task;
import dev.gantry.bench.drive.Docker;
import dev.gantry.bench.drive.Http;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The yardstick on a Swarm: a service made with the docker command, whose task is asked for. */
final class SwarmService {

  private static final int PAUSE_MILLIS = 5;
  private static final int MOST_TRIES = 12_000;

  private final DockerClient engine;
  private final String name;
  private final String network;

  SwarmService(DockerClient engine, String name, String network) {
    this.engine = engine;
    this.name = name;
    this.network = network;
  }

  void create(int replicas, String... variables) throws IOException, InterruptedException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "service",
                "create",
                "--detach",
                "--name",
                name,
                "--network",
                network,
                "--endpoint-mode",
                "dnsrr",
                "--no-resolve-image",
                "--replicas",
                String.valueOf(replicas)));
    for (String variable : variables) {
      arguments.addAll(List.of("--env", variable));
    }
    arguments.add(BenchImage.NAME);
    Docker.run(arguments.toArray(String[]::new));
  }

  void scale(int replicas) throws IOException, InterruptedException {
    Docker.run("service", "scale", "--detach", name + "=" + replicas);
  }

  void remove() throws InterruptedException {
    Docker.tryTo("service", "rm", name);
  }

  /** Asks for the task's address and calls it, every 5 ms, until it answers. */
  String awaitAnswer() throws IOException, InterruptedException {
    for (int i = 0; i < MOST_TRIES; i++) {
      Optional<String> url = address().map(address -> "http://" + address + ":8080/");
      if (url.isPresent() && Http.isAnswered(url.get())) {
        return url.get();
      }
      Thread.sleep(PAUSE_MILLIS);
    }
    throw new IOException("service " + name + " did not answer");
  }

  /** Waits until no task is left. */
  void awaitNone() throws IOException, InterruptedException {
    for (int i = 0; i < MOST_TRIES; i++) {
      if (address().isEmpty()) {
        return;
      }
      Thread.sleep(PAUSE_MILLIS);
    }
    throw new IOException("service " + name + " still runs");
  }

  private Optional<String> address() {
    // By the beginning of its name: a service that is gone cannot be asked about, its tasks can.
    for (Task task : engine.listTasksCmd().withNameFilter(name + ".").exec()) {
      Map<String, Object> raw = task.getRawValues();
      if (raw.get("Status") instanceof Map<?, ?> status
          && "running".equals(status.get("State"))
          && raw.get("NetworksAttachments") instanceof List<?> attachments) {
        for (Object attachment : attachments) {
          if (attachment instanceof Map<?, ?> values
              && values.get("Addresses") instanceof List<?> addresses
              && !addresses.isEmpty()) {
            return Optional.of(String.valueOf(addresses.getFirst()).replaceFirst("/.*", ""));
          }
        }
      }
    }
    return Optional.empty();
  }
}
