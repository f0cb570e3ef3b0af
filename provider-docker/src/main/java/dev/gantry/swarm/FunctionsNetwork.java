package dev.gantry.swarm;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.HashSet;
import java.util.Set;

/** The overlay that functions and gateways are on. */
final class FunctionsNetwork {

  private final SwarmApi api;
  private final SwarmProviderSettings settings;

  FunctionsNetwork(SwarmApi api, SwarmProviderSettings settings) {
    this.api = api;
    this.settings = settings;
  }

  /**
   * The network's id. Nothing is made: who is on a network can be so only when it is there.
   *
   * @throws CannotUseSwarmException if this process is not on it
   */
  String join() throws CannotUseSwarmException {
    checkManager();
    JsonNode network = present();
    if (!isHere(network)) {
      throw isElsewhere("");
    }
    return network.path("Id").asText();
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

  /** Whether one of this process's addresses is that of a container on the network. */
  private static boolean isHere(JsonNode network) {
    Set<String> attached = new HashSet<>();
    for (JsonNode container : network.path("Containers")) {
      attached.add(container.path("IPv4Address").asText().replaceFirst("/.*", ""));
    }
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .map(InetAddress::getHostAddress)
          .anyMatch(attached::contains);
    } catch (SocketException unreadable) {
      return false;
    }
  }
}
