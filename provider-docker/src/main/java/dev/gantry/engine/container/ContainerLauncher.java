package dev.gantry.engine.container;

import com.github.dockerjava.api.command.CreateContainerResponse;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import dev.gantry.api.FunctionName;
import dev.gantry.container.FunctionLabels;
import dev.gantry.docker.EngineFault;
import dev.gantry.docker.ImageReference;
import dev.gantry.docker.LocalImage;
import dev.gantry.engine.container.ContainerReplica.Phase;
import dev.gantry.engine.specification.ContainerSpecification;
import dev.gantry.engine.specification.OurLabels;
import dev.gantry.host.replica.FoundReplica;
import dev.gantry.host.replica.ReplicaLauncher;
import dev.gantry.host.replica.ReplicaOrder;
import dev.gantry.provider.ReplicaState;
import dev.gantry.provider.RestTier;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts containers, and finds those that an earlier run of this program left. */
final class ContainerLauncher implements ReplicaLauncher {

  private static final Logger LOG = LoggerFactory.getLogger(ContainerLauncher.class);

  private final ContainerTools tools;
  private final ContainerSpecification specification;
  private final SecretVolumes secrets;

  ContainerLauncher(
      ContainerTools tools, ContainerSpecification specification, SecretVolumes secrets) {
    this.tools = tools;
    this.specification = specification;
    this.secrets = secrets;
  }

  @Override
  public ContainerReplica launch(ReplicaOrder order) throws IOException, InterruptedException {
    Optional<String> volume = secrets.volumeOf(order);
    String containerId = make(order, volume);
    ContainerReplica replica =
        new ContainerReplica(
            tools, containerId, order.replicaId(), order.function(), Phase.STOPPED);
    tools.containers().add(replica);
    boolean ready = false;
    try {
      replica.start();
      ready = true;
      return replica;
    } finally {
      if (!ready) {
        replica.close();
      }
    }
  }

  private String make(ReplicaOrder order, Optional<String> volume)
      throws IOException, InterruptedException {
    tools.starts().acquire();
    try {
      return create(order, volume);
    } catch (InterruptedException givenUp) {
      // The engine may be making it at this moment, and nobody hears its number.
      tools.removals().removeLater(() -> own(order));
      throw givenUp;
    } finally {
      tools.starts().release();
    }
  }

  private String create(ReplicaOrder order, Optional<String> volume)
      throws IOException, InterruptedException {
    try {
      return request(order, volume);
    } catch (ConflictException taken) {
      removeOwn(order);
      return Requests.send("its container could not be made", () -> request(order, volume));
    } catch (NotFoundException missing) {
      throw new IOException(
          "its container could not be made: "
              + EngineFault.reason(missing)
              + "; deploy the function again, which fetches its image",
          missing);
    } catch (DockerException refused) {
      throw new IOException(
          "its container could not be made: " + EngineFault.reason(refused), refused);
    } catch (RuntimeException failed) {
      return Requests.send(
          "its container could not be made",
          () -> {
            throw failed;
          });
    }
  }

  private String request(ReplicaOrder order, Optional<String> volume) {
    var command = tools.engine().client().createContainerCmd(image(order));
    OptionalLong userId =
        ImageReference.parse(image(order))
            .flatMap(tools.images()::find)
            .map(LocalImage::userId)
            .orElse(OptionalLong.empty());
    CreateContainerResponse made = specification.fill(command, order, userId, volume).exec();
    for (String warning : made.getWarnings() == null ? new String[0] : made.getWarnings()) {
      LOG.atDebug()
          .addKeyValue("replica", order.replicaId())
          .addKeyValue("reason", warning)
          .log("the engine warns");
    }
    return made.getId();
  }

  private static String image(ReplicaOrder order) {
    String image = order.deployment().image();
    if (image == null) {
      throw new IllegalArgumentException("image: null (expected: one, it was checked)");
    }
    return image;
  }

  /** An answer that was lost may have left a container of this very replica. */
  private void removeOwn(ReplicaOrder order) throws IOException, InterruptedException {
    Requests.send(
        "a container that is in the way could not be removed",
        () -> {
          own(order).forEach(tools.containers()::remove);
          return true;
        });
  }

  private List<String> own(ReplicaOrder order) {
    Map<String, String> labels =
        Map.of(FunctionLabels.OWNER, specification.owner(), OurLabels.REPLICA, order.replicaId());
    return tools.containers().list(labels).stream().map(Container::getId).toList();
  }

  @Override
  public List<FoundReplica> found() throws IOException {
    try {
      List<Container> left =
          Requests.send(
              "containers of an earlier run could not be listed",
              () -> tools.containers().list(Map.of(FunctionLabels.OWNER, specification.owner())));
      List<FoundReplica> found = new ArrayList<>();
      Set<String> kept = new HashSet<>();
      for (Container container : left) {
        Optional<FoundReplica> replica = adopt(container);
        replica.ifPresent(
            one -> {
              found.add(one);
              kept.add(container.getId());
            });
        if (replica.isEmpty()) {
          tools.removals().remove(container.getId());
        }
      }
      tools.stopped().keep(kept);
      return found;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", stop);
    }
  }

  /** What a container is as a replica; nothing if it never was one or ended meanwhile. */
  private Optional<FoundReplica> adopt(Container container) {
    Map<String, String> labels = container.getLabels();
    Optional<Instant> deployedAt = instant(labels.getOrDefault(OurLabels.DEPLOYED_AT, ""));
    String replicaId = labels.get(OurLabels.REPLICA);
    Optional<Phase> phase = phase(container);
    if (deployedAt.isEmpty() || replicaId == null || phase.isEmpty()) {
      return Optional.empty();
    }
    FunctionName function =
        new FunctionName(
            labels.getOrDefault(FunctionLabels.FUNCTION, ""),
            labels.getOrDefault(FunctionLabels.NAMESPACE, ""));
    ContainerReplica replica =
        new ContainerReplica(tools, container.getId(), replicaId, function, phase.get());
    tools.containers().add(replica);
    if (phase.get() == Phase.PAUSED) {
      replica.findAddress();
    }
    return Optional.of(
        new FoundReplica(function, replicaId, deployedAt.get(), state(phase.get()), replica));
  }

  private Optional<Phase> phase(Container container) {
    return switch (container.getState()) {
      case "running" -> Optional.of(Phase.RUNNING);
      case "paused" -> Optional.of(Phase.PAUSED);
      case "exited" ->
          tools.stopped().has(container.getId()) ? Optional.of(Phase.STOPPED) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static ReplicaState state(Phase phase) {
    return switch (phase) {
      case RUNNING -> new ReplicaState.Starting();
      case PAUSED -> new ReplicaState.Resting(RestTier.PAUSED);
      case STOPPED -> new ReplicaState.Resting(RestTier.STOPPED);
    };
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }
}
