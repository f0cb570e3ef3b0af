package dev.gantry.swarm;

import dev.gantry.container.WatchdogProbe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Asks one task of each other machine every second, and all of them where that one is silent: the
 * Swarm itself needs 15 s and more to say that a machine is lost.
 */
final class NodeVisits implements AutoCloseable {

  private static final Duration BETWEEN = Duration.ofSeconds(1);
  private static final Duration CONNECT = Duration.ofSeconds(1);

  private static final int ATTEMPTS = 2;

  private final SwarmView view;
  private final String ownNode;
  private final Thread thread;

  /**
   * @param ownNode the node whose engine we talk to; it is not lost while we are not
   */
  NodeVisits(SwarmView view, String ownNode) {
    this.view = view;
    this.ownNode = ownNode;
    this.thread = Thread.ofVirtual().name("swarm node visits").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      while (true) {
        Thread.sleep(BETWEEN);
        byNode().values().forEach(tasks -> Thread.startVirtualThread(() -> visit(tasks)));
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private Map<String, List<SwarmTask>> byNode() {
    Map<String, List<SwarmTask>> found = new HashMap<>();
    for (SwarmTask task : view.tasks(known -> known.answers() || known.isSilent())) {
      if (!task.node().equals(ownNode)) {
        found.computeIfAbsent(task.node(), absent -> new ArrayList<>()).add(task);
      }
    }
    return found;
  }

  private void visit(List<SwarmTask> tasks) {
    SwarmTask any = tasks.get(ThreadLocalRandom.current().nextInt(tasks.size()));
    if (!isSilent(any) && connects(any)) {
      tasks.stream().filter(this::isSilent).forEach(this::judge);
    } else {
      tasks.forEach(task -> Thread.startVirtualThread(() -> judge(task)));
    }
  }

  private void judge(SwarmTask task) {
    boolean silent = true;
    for (int attempt = 0; silent && attempt < ATTEMPTS; attempt++) {
      silent = !connects(task);
    }
    if (silent != isSilent(task)) {
      view.silent(task, silent);
    }
  }

  private boolean isSilent(SwarmTask task) {
    return view.is(task, KnownTask::isSilent);
  }

  private static boolean connects(SwarmTask task) {
    return WatchdogProbe.connects(task.address().orElseThrow(), CONNECT);
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
