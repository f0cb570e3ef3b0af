package dev.gantry.swarm;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A task as the Swarm tells of it; the one place that knows where its address is found.
 *
 * @param desired what the Swarm wants it to be
 * @param stage how far it is
 * @param since when it came there
 * @param error why it is not further, or has ended; empty when there is no reason
 * @param address where its watchdog listens on the functions' network, once that is decided
 * @param node the node it was given to; empty before
 * @param slot which of the replicas it is
 * @param container the id of its container on that node; empty while it has none
 */
record SwarmTask(
    String id,
    String serviceId,
    Stage desired,
    Stage stage,
    Instant since,
    String error,
    Optional<InetSocketAddress> address,
    String node,
    int slot,
    String container) {

  private static final int WATCHDOG_PORT = 8080;

  /** In the order of a task's life. */
  enum Stage {
    NEW,
    ALLOCATED,
    PENDING,
    ASSIGNED,
    ACCEPTED,
    PREPARING,
    READY,
    STARTING,
    RUNNING,
    COMPLETE,
    SHUTDOWN,
    FAILED,
    REJECTED,
    REMOVE,
    ORPHANED;

    static Stage of(String text) {
      for (Stage stage : values()) {
        if (stage.name().equals(text.toUpperCase(Locale.ROOT))) {
          return stage;
        }
      }
      return NEW;
    }
  }

  static SwarmTask read(JsonNode task, String networkId) {
    JsonNode status = task.path("Status");
    return new SwarmTask(
        task.path("ID").asText(),
        task.path("ServiceID").asText(),
        Stage.of(task.path("DesiredState").asText()),
        Stage.of(status.path("State").asText()),
        Instant.parse(status.path("Timestamp").asText("1970-01-01T00:00:00Z")),
        status.path("Err").asText(""),
        address(task, networkId),
        task.path("NodeID").asText(""),
        task.path("Slot").asInt(),
        status.path("ContainerStatus").path("ContainerID").asText(""));
  }

  /** Attachments name the network by its id and give addresses as {@code 10.0.1.5/24}. */
  private static Optional<InetSocketAddress> address(JsonNode task, String networkId) {
    for (JsonNode attachment : task.path("NetworksAttachments")) {
      String found = attachment.path("Addresses").path(0).asText("");
      if (attachment.path("Network").path("ID").asText().equals(networkId) && !found.isEmpty()) {
        return Optional.of(resolved(found.replaceFirst("/.*", "")));
      }
    }
    return Optional.empty();
  }

  private static InetSocketAddress resolved(String literal) {
    try {
      return new InetSocketAddress(InetAddress.getByName(literal), WATCHDOG_PORT);
    } catch (UnknownHostException notAnAddress) {
      throw new IllegalArgumentException(literal, notAnAddress);
    }
  }

  /** Whether the Swarm wants it to run. */
  boolean isWanted() {
    return desired.compareTo(Stage.RUNNING) <= 0;
  }

  /** Whether there is no container any more, or never was one. */
  boolean hasEnded() {
    return stage.compareTo(Stage.RUNNING) > 0
        || (!isWanted() && stage.compareTo(Stage.STARTING) < 0);
  }

  boolean hasFailed() {
    return stage == Stage.FAILED || stage == Stage.REJECTED;
  }

  boolean isRunning() {
    return stage == Stage.RUNNING;
  }
}
