package dev.gantry.swarm;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The overlay that functions and gateways are on. */
final class FunctionsNetwork {

  private final SwarmApi api;
  private final SwarmProviderSettings settings;

  FunctionsNetwork(SwarmApi api, SwarmProviderSettings settings) {
    this.api = api;
    this.settings = settings;
  }

  /**
   * Where this process is.
   *
   * @param id the network's
   * @param containerId that of the container this process is in
   */
  record Place(String id, String containerId) {}

  /**
   * This process's place on the network. Nothing is made: who is on a network can be so only when
   * it is there.
   *
   * @throws CannotUseSwarmException if this process is not on it
   */
  Place join() throws CannotUseSwarmException {
    checkManager();
    JsonNode network = present();
    String container = containerHere(network).orElseThrow(() -> isElsewhere(""));
    return new Place(network.path("Id").asText(), container);
  }

  private CannotUseSwarmException isElsewhere(String remark) {
    return new CannotUseSwarmException(
        "the gateway of a Swarm has to run in a container on the network '"
            + settings.network()
            + "', "
            + remark
            + "because addresses of tasks can be reached from nowhere else\n"
            + "  try: deploy/up");
  }

  private void checkManager() throws CannotUseSwarmException {
    JsonNode swarm = api.get("/info").path("Swarm");
    if (!swarm.path("ControlAvailable").asBoolean()) {
      throw new CannotUseSwarmException(
          "the Docker engine is not a manager of a Swarm (its state is '"
              + swarm.path("LocalNodeState").asText()
              + "')\n  try: deploy/up, or docker swarm init");
    }
  }

  private JsonNode present() throws CannotUseSwarmException {
    try {
      JsonNode network = api.get("/networks/" + settings.network());
      if (!network.path("Driver").asText().equals("overlay")
          || !network.path("Attachable").asBoolean()) {
        throw new CannotUseSwarmException(
            "the network '" + settings.network() + "' is not an attachable overlay");
      }
      return network;
    } catch (EngineRefusal refusal) {
      if (refusal.isNotFound()) {
        throw isElsewhere("which is not there yet, ");
      }
      throw refusal;
    }
  }

  /** The container on the network that has one of this process's addresses. */
  private static Optional<String> containerHere(JsonNode network) {
    Map<String, String> attached = new HashMap<>();
    network
        .path("Containers")
        .properties()
        .forEach(
            container ->
                attached.put(
                    container.getValue().path("IPv4Address").asText().replaceFirst("/.*", ""),
                    container.getKey()));
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .map(InetAddress::getHostAddress)
          .filter(attached::containsKey)
          .map(attached::get)
          .findFirst();
    } catch (SocketException unreadable) {
      return Optional.empty();
    }
  }
}
