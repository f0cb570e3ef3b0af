package dev.gantry.swarm;

import dev.gantry.container.Checkup;
import dev.gantry.container.Checkups;
import dev.gantry.provider.ProviderException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes tasks out of rotation whose watchdogs hang, and has them replaced, because the Swarm sees
 * nothing but a process that runs (ADR 0025). One on our own node is killed; of one elsewhere the
 * Swarm is told to replace all tasks of the service, new ones first, as it has no smaller request.
 */
final class HungTasks implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HungTasks.class);

  private final SwarmApi api;
  private final SwarmView view;
  private final Services services;
  private final String ownNode;
  private final Map<String, Checkup> checkups = new ConcurrentHashMap<>();

  /** Those elsewhere that the Swarm was told of. */
  private final Set<String> replaced = ConcurrentHashMap.newKeySet();

  private final Checkups<SwarmTask> rounds;

  /**
   * Begins to look.
   *
   * @param ownNode the node whose engine we talk to
   * @param round how long it takes to look at all
   */
  HungTasks(SwarmApi api, SwarmView view, Services services, String ownNode, Duration round) {
    this.api = api;
    this.view = view;
    this.services = services;
    this.ownNode = ownNode;
    this.rounds = Checkups.start(round, this::inService, this::look);
  }

  private List<SwarmTask> inService() {
    List<SwarmTask> present = view.tasks(KnownTask::isInService);
    Set<String> ids = present.stream().map(SwarmTask::id).collect(Collectors.toSet());
    checkups.keySet().retainAll(ids);
    replaced.retainAll(ids);
    return present;
  }

  private void look(SwarmTask task) {
    InetSocketAddress address = task.address().orElseThrow();
    boolean hangs = checkups.computeIfAbsent(task.id(), id -> new Checkup()).findsHung(address);
    if (hangs != view.is(task, KnownTask::isHung)) {
      view.hung(task, hangs);
    }
    // By now it may be on its way out, because of an earlier look.
    if (hangs && view.is(task, KnownTask::isInService)) {
      replace(task);
    }
  }

  private void replace(SwarmTask task) {
    LOG.atWarn()
        .addKeyValue("replica", task.id())
        .addKeyValue("reason", Checkup.REASON)
        .log("a replica is replaced");
    try {
      if (task.node().equals(ownNode)) {
        api.post(
            "/containers/" + task.container() + "/kill",
            SwarmApi.JSON.createObjectNode(),
            Map.of());
      } else if (replaced.add(task.id())) {
        Optional<FunctionService> service = view.serviceOf(task);
        service.ifPresent(services::replaceTasks);
      }
    } catch (ProviderException | EngineRefusal failed) {
      replaced.remove(task.id());
      LOG.atWarn()
          .addKeyValue("replica", task.id())
          .addKeyValue("reason", failed.getMessage())
          .log("a replica could not be replaced yet");
    }
  }

  @Override
  public void close() {
    rounds.close();
  }
}
