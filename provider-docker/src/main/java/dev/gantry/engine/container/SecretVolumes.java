package dev.gantry.engine.container;

import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionName;
import dev.gantry.container.FunctionLabels;
import dev.gantry.docker.Archive;
import dev.gantry.docker.EngineConnection;
import dev.gantry.engine.specification.OurLabels;
import dev.gantry.host.replica.ReplicaOrder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Secrets as files in volumes, one volume for each set of secrets that a function had. A volume is
 * filled through a container that is never started, which works wherever the engine's socket does
 * (ADR 0016). Thread-safe.
 */
final class SecretVolumes {

  private static final String FOLDER = "/secrets";
  private static final String PURPOSE = "secrets";

  private final EngineConnection engine;
  private final String owner;
  private final Containers containers;
  private final Removals removals;
  private final Map<FunctionName, Held> functions = new ConcurrentHashMap<>();

  SecretVolumes(EngineConnection engine, String owner, Containers containers, Removals removals) {
    this.engine = engine;
    this.owner = owner;
    this.containers = containers;
    this.removals = removals;
  }

  /**
   * Removes containers that an earlier run of this program filled volumes through and did not get
   * to remove, as long as there are none of this run.
   *
   * @throws IOException if the engine failed
   */
  void removeHelpers() throws IOException, InterruptedException {
    Map<String, String> labels = Map.of(FunctionLabels.OWNER, owner, OurLabels.PURPOSE, PURPOSE);
    Requests.send("containers of an earlier run could not be listed", () -> containers.list(labels))
        .forEach(helper -> removals.remove(helper.getId()));
  }

  /** What a function has now. Guarded by its turn. */
  private static final class Held {
    final Semaphore turn = new Semaphore(1);
    String image = "";
    Map<String, byte[]> values = Map.of();
    Optional<String> volume = Optional.empty();
  }

  private Held held(FunctionName name) {
    return functions.computeIfAbsent(name, _ -> new Held());
  }

  /** Takes note of what replicas that are launched later are to have. */
  void prepare(FunctionName name, FunctionDeployment deployment, Map<String, byte[]> values) {
    Held held = held(name);
    held.turn.acquireUninterruptibly();
    try {
      held.image = String.valueOf(deployment.image());
      if (!held.values.keySet().equals(values.keySet())) {
        held.volume = Optional.empty();
      }
      held.values = new HashMap<>(values);
    } finally {
      held.turn.release();
    }
  }

  /** The volume for a new replica, made if there is none yet; none without secrets. */
  Optional<String> volumeOf(ReplicaOrder order) throws IOException, InterruptedException {
    if (order.deployment().secrets().isEmpty()) {
      return Optional.empty();
    }
    Held held = held(order.function());
    held.turn.acquire();
    try {
      if (held.volume.isEmpty()) {
        held.volume = Optional.of(make(order.function(), held));
      }
      return held.volume;
    } finally {
      held.turn.release();
    }
  }

  private String make(FunctionName name, Held held) throws IOException, InterruptedException {
    String volume = "gantry-secrets-" + UUID.randomUUID();
    boolean filled = false;
    try {
      Requests.send(
          "the volume for its secrets could not be made",
          () ->
              engine
                  .client()
                  .createVolumeCmd()
                  .withName(volume)
                  .withLabels(FunctionLabels.of(name, owner))
                  .exec());
      fill(name, volume, held.image, held.values);
      filled = true;
      return volume;
    } finally {
      if (!filled) {
        removeQuietly(volume);
        // After an interrupt the engine may be making it at this moment, or a container with it.
        removals.lookLater(() -> remove(volume));
      }
    }
  }

  private void removeQuietly(String volume) {
    try {
      remove(volume);
    } catch (RuntimeException engineAway) {
      // It has our labels: the next start removes it.
    }
  }

  /** Gives a function another value; its replicas see it when they open the file again. */
  void put(FunctionName name, String secret, byte[] value)
      throws IOException, InterruptedException {
    Held held = held(name);
    held.turn.acquire();
    try {
      if (held.values.containsKey(secret)) {
        held.values.put(secret, value);
      }
      for (String volume : volumes(name)) {
        fill(name, volume, held.image, Map.of(secret, value));
      }
    } finally {
      held.turn.release();
    }
  }

  /**
   * A value is complete before it is named: each is a file of its own under a name that was never
   * used, and the secret's name is a link to it, which the engine replaces.
   */
  private void fill(FunctionName name, String volume, String image, Map<String, byte[]> values)
      throws IOException, InterruptedException {
    Archive archive = new Archive();
    Map<String, String> links = new HashMap<>();
    values.forEach(
        (secret, value) -> {
          String file = ".." + UUID.randomUUID();
          archive.file(file, 0444, value);
          links.put(secret, file);
        });
    links.forEach(archive::link);
    Requests.send(
        "its secrets could not be handed out",
        () -> {
          copy(name, volume, image, archive);
          return true;
        });
  }

  private void copy(FunctionName name, String volume, String image, Archive archive) {
    String helper = "gantry-secrets-" + UUID.randomUUID();
    boolean done = false;
    try {
      make(helper, name, volume, image);
      engine
          .client()
          .copyArchiveToContainerCmd(helper)
          .withRemotePath(FOLDER)
          .withTarInputStream(new ByteArrayInputStream(archive.bytes()))
          .exec();
      done = true;
    } finally {
      removals.remove(helper);
      if (!done) {
        // The engine may be making it at this moment, as after an interrupt.
        removals.removeLater(() -> List.of(helper));
      }
    }
  }

  private void make(String helper, FunctionName name, String volume, String image) {
    Map<String, String> labels = new HashMap<>(FunctionLabels.of(name, owner));
    labels.put(OurLabels.PURPOSE, PURPOSE);
    Mount mount = new Mount().withType(MountType.VOLUME).withSource(volume).withTarget(FOLDER);
    engine
        .client()
        .createContainerCmd(image)
        .withName(helper)
        .withEntrypoint("never-started")
        .withLabels(labels)
        .withHostConfig(new HostConfig().withMounts(List.of(mount)).withNetworkMode("none"))
        .exec();
  }

  /** Removes the volumes that no replica uses and that no replica to come will get. */
  void keepCurrent(FunctionName name) {
    Held held = held(name);
    held.turn.acquireUninterruptibly();
    try {
      for (String volume : volumes(name)) {
        if (!held.volume.equals(Optional.of(volume))) {
          remove(volume);
        }
      }
    } finally {
      held.turn.release();
    }
  }

  /** Removes everything of a function. */
  void clear(FunctionName name) {
    functions.remove(name);
    List<String> used = volumes(name).stream().filter(volume -> !remove(volume)).toList();
    if (!used.isEmpty()) {
      // By a container that an interrupted launch left behind, and that is about to go.
      removals.lookLater(() -> used.forEach(this::remove));
    }
  }

  /** The functions that have volumes. */
  List<FunctionName> functionsWithVolumes() {
    List<FunctionName> names = new ArrayList<>();
    for (var volume : list(Map.of(FunctionLabels.OWNER, owner))) {
      Map<String, String> labels = volume.labels();
      names.add(
          new FunctionName(
              labels.getOrDefault(FunctionLabels.FUNCTION, ""),
              labels.getOrDefault(FunctionLabels.NAMESPACE, "")));
    }
    return names.stream().distinct().toList();
  }

  private record Volume(String name, Map<String, String> labels) {}

  private List<String> volumes(FunctionName name) {
    return list(FunctionLabels.of(name, owner)).stream().map(Volume::name).toList();
  }

  private List<Volume> list(Map<String, String> labels) {
    List<String> wanted =
        labels.entrySet().stream().map(label -> label.getKey() + "=" + label.getValue()).toList();
    var found = engine.client().listVolumesCmd().withFilter("label", wanted).exec().getVolumes();
    return found == null
        ? List.of()
        : found.stream()
            .map(
                volume ->
                    new Volume(
                        volume.getName(),
                        volume.getLabels() == null ? Map.of() : volume.getLabels()))
            .toList();
  }

  /** Whether it is gone; a replica of an earlier deployment may still have it. */
  private boolean remove(String volume) {
    try {
      engine.client().removeVolumeCmd(volume).exec();
      return true;
    } catch (NotFoundException gone) {
      return true; // Somebody was faster.
    } catch (ConflictException inUse) {
      return false;
    }
  }
}
