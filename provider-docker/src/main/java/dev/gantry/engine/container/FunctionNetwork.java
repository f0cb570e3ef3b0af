package dev.gantry.engine.container;

import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.model.Network;
import dev.gantry.container.FunctionLabels;
import dev.gantry.docker.EngineConnection;
import dev.gantry.engine.specification.OurLabels;
import java.io.IOException;
import java.net.NetworkInterface;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The bridge network of functions: found or made, and how replicas on it are reached. */
final class FunctionNetwork {

  private static final String BRIDGE_NAME = "com.docker.network.bridge.name";

  private final EngineConnection engine;
  private final String owner;
  private final String name;

  FunctionNetwork(EngineConnection engine, String owner, String name) {
    this.engine = engine;
    this.owner = owner;
    this.name = name;
  }

  /**
   * Makes the network unless it is there, and finds out how its replicas are reached. Where this
   * program is a container of the same engine it joins the network.
   *
   * @param published whether replicas are to be reached by ports on loopback; empty means where
   *     their addresses cannot be
   * @throws IOException if the network is a stranger's, or replicas cannot be reached as asked
   */
  Access open(Optional<Boolean> published) throws IOException, InterruptedException {
    Network network = Requests.send("the network " + name + " could not be made", this::findOrMake);
    check(network);
    Optional<String> self = OwnContainer.id(engine);
    boolean onHost = isOnHost(network);
    if (published.orElse(false) && self.isPresent() && !onHost) {
      throw new IOException(
          "ports on the loopback of the engine's machine cannot be reached from inside a container;"
              + " use --replica-access network");
    }
    if (published.orElse(false)) {
      return new Access(name, true);
    }
    if (!onHost && self.isPresent()) {
      join(network, self.get());
      return new Access(name, false);
    }
    return new Access(name, !onHost && published.isEmpty());
  }

  private Network findOrMake() {
    Optional<Network> there = find();
    if (there.isPresent()) {
      return there.get();
    }
    engine
        .client()
        .createNetworkCmd()
        .withName(name)
        .withDriver("bridge")
        .withCheckDuplicate(true)
        .withLabels(Map.of(FunctionLabels.OWNER, owner))
        .exec();
    return find().orElseThrow(() -> new IllegalStateException("the network was removed at once"));
  }

  private Optional<Network> find() {
    List<Network> found = engine.client().listNetworksCmd().withNameFilter(name).exec();
    return found.stream().filter(network -> name.equals(network.getName())).findFirst();
  }

  private void check(Network network) throws IOException {
    Map<String, String> labels = network.getLabels() == null ? Map.of() : network.getLabels();
    if (!owner.equals(labels.get(FunctionLabels.OWNER))
        && !"true".equals(labels.get(OurLabels.SHARED))) {
      throw new IOException(
          "there is a network "
              + name
              + " already, which belongs to somebody else; choose another name with"
              + " --network, or remove it, or make it with the label "
              + OurLabels.SHARED
              + "=true");
    }
    if (!"bridge".equals(network.getDriver())) {
      throw new IOException(
          "the network " + name + " is of the kind " + network.getDriver() + ", not bridge");
    }
  }

  /** Whether the network's bridge is an interface of the machine that this program sees. */
  private static boolean isOnHost(Network network) throws IOException {
    Map<String, String> options = network.getOptions() == null ? Map.of() : network.getOptions();
    String bridge = options.getOrDefault(BRIDGE_NAME, "br-" + network.getId().substring(0, 12));
    return NetworkInterface.getByName(bridge) != null;
  }

  private void join(Network network, String self) throws IOException, InterruptedException {
    Requests.send(
        "the gateway's container could not join the network " + name,
        () -> {
          var inspected = engine.client().inspectContainerCmd(self).exec();
          if (!inspected.getNetworkSettings().getNetworks().containsKey(name)) {
            connect(network, self);
          }
          return true;
        });
  }

  private void connect(Network network, String self) {
    try {
      engine
          .client()
          .connectToNetworkCmd()
          .withNetworkId(network.getId())
          .withContainerId(self)
          .exec();
    } catch (ConflictException joined) {
      // Somebody was faster.
    }
  }
}
