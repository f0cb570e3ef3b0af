package dev.gantry.engine.container;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import dev.gantry.api.FunctionName;
import dev.gantry.container.Checkup;
import dev.gantry.docker.EngineFault;
import dev.gantry.engine.specification.Grace;
import dev.gantry.host.replica.RunningReplica;
import dev.gantry.provider.RestTier;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A replica that is a container. */
final class ContainerReplica implements RunningReplica {

  private static final Logger LOG = LoggerFactory.getLogger(ContainerReplica.class);

  private final ContainerTools tools;
  private final String containerId;
  private final String replicaId;
  private final FunctionName function;
  private final CompletableFuture<String> ended = new CompletableFuture<>();

  /** Written by the replica's thread; read by those that look at it. */
  private volatile Phase phase;

  /** Written by the replica's thread. */
  private volatile @Nullable InetSocketAddress address;

  /** Null while it takes no calls; written by the replica's thread. */
  private volatile @Nullable Checkup checkup;

  /** An unpause that the engine has not answered yet; used by the replica's thread. */
  private @Nullable FutureTask<Boolean> unpausing;

  /** What a container should be doing. */
  enum Phase {
    RUNNING,
    PAUSED,
    /** Does not run, which is no reason to call it ended. */
    STOPPED
  }

  ContainerReplica(
      ContainerTools tools,
      String containerId,
      String replicaId,
      FunctionName function,
      Phase phase) {
    this.tools = tools;
    this.containerId = containerId;
    this.replicaId = replicaId;
    this.function = function;
    this.phase = phase;
  }

  String containerId() {
    return containerId;
  }

  String replicaId() {
    return replicaId;
  }

  FunctionName function() {
    return function;
  }

  boolean runs() {
    return phase == Phase.RUNNING;
  }

  @Override
  public InetSocketAddress address() {
    InetSocketAddress known = address;
    if (known == null) {
      throw new IllegalStateException("address: none (expected: one, it was woken)");
    }
    return known;
  }

  /** Finds its address out without waiting for it, if the engine tells one. */
  void findAddress() {
    try {
      address = tools.access().addressOf(inspect());
    } catch (IOException unknown) {
      LOG.atDebug().addKeyValue("replica", replicaId).setCause(unknown).log("no address yet");
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public CompletableFuture<String> ended() {
    return ended;
  }

  /** Starts its container and waits until it takes calls. */
  void start() throws IOException, InterruptedException {
    tools.starts().acquire();
    try {
      Requests.send(
          "its container could not be started",
          () -> tools.engine().client().startContainerCmd(containerId).exec());
    } finally {
      tools.starts().release();
    }
    phase = Phase.RUNNING;
    awaitReady();
  }

  private void awaitReady() throws IOException, InterruptedException {
    InspectContainerResponse inspected = inspect();
    if (!Boolean.TRUE.equals(inspected.getState().getRunning())) {
      throw new IOException(Ending.reason(tools.engine(), inspected));
    }
    InetSocketAddress found = tools.access().addressOf(inspected);
    tools.readiness().await(found, Variables.of(inspected).containsKey("mode"), ended);
    address = found;
    checkup = new Checkup();
  }

  boolean takesCalls() {
    return checkup != null;
  }

  /** Ends it if its watchdog hangs; nothing of a replica that rests or stops in the meantime. */
  @SuppressWarnings("ReferenceEquality") // another one: it has rested since
  void checkUp() {
    Checkup asked = checkup;
    InetSocketAddress where = address;
    if (asked != null && where != null && asked.findsHung(where) && asked == checkup) {
      ended.complete(Checkup.REASON);
    }
  }

  private InspectContainerResponse inspect() throws IOException, InterruptedException {
    return Requests.send(
        "its container could not be looked at",
        () -> tools.engine().client().inspectContainerCmd(containerId).exec());
  }

  @Override
  public void drain(Duration limit) throws InterruptedException {
    try {
      stop(limit);
    } catch (IOException failed) {
      LOG.atDebug().addKeyValue("replica", replicaId).setCause(failed).log("stopped otherwise");
    }
  }

  @Override
  public void rest(RestTier tier) throws IOException, InterruptedException {
    switch (tier) {
      case PAUSED -> pause();
      case STOPPED -> {
        tools.stopped().add(containerId);
        int grace = Grace.seconds(Variables.of(inspect()));
        try {
          stop(Duration.ofSeconds(grace));
        } catch (IOException | InterruptedException failed) {
          tools.stopped().remove(containerId);
          throw failed;
        }
      }
      case REMOVED ->
          throw new IllegalArgumentException("tier: REMOVED (expected: one that stays)");
    }
  }

  private void pause() throws IOException, InterruptedException {
    settle();
    Checkup before = checkup;
    checkup = null;
    try {
      Requests.send(
          "its container could not be paused",
          () -> tools.engine().client().pauseContainerCmd(containerId).exec());
    } catch (IOException | InterruptedException failed) {
      checkup = before;
      throw failed;
    }
    phase = Phase.PAUSED;
  }

  private void stop(Duration grace) throws IOException, InterruptedException {
    settle();
    Phase before = phase;
    Checkup checkupBefore = checkup;
    phase = Phase.STOPPED;
    checkup = null;
    int seconds = (int) Math.max(1, Math.min(Integer.MAX_VALUE, grace.toSeconds()));
    try {
      Requests.send(
          "its container could not be stopped",
          () -> tools.engine().client().stopContainerCmd(containerId).withTimeout(seconds).exec());
    } catch (IOException | InterruptedException failed) {
      phase = before;
      checkup = checkupBefore;
      tools.containers().examine(containerId, false);
      throw failed;
    }
  }

  @Override
  public void wake() throws IOException, InterruptedException {
    switch (phase) {
      case PAUSED -> unpause();
      case STOPPED -> {
        start();
        tools.stopped().remove(containerId);
      }
      case RUNNING -> awaitReady();
    }
  }

  /**
   * It takes calls when its watchdog answers, which is before the engine says that it is done (ADR
   * 0024): a connection to a paused container is accepted by the kernel, and answered in the moment
   * when its processes go on.
   */
  private void unpause() throws IOException, InterruptedException {
    FutureTask<Boolean> request = new FutureTask<>(this::sendUnpause);
    CountDownLatch awake = new CountDownLatch(1);
    unpausing = request;
    Thread.startVirtualThread(
        () -> {
          request.run();
          awake.countDown();
        });
    InetSocketAddress known = address;
    if (known != null) {
      Thread.startVirtualThread(
          () -> {
            if (Readiness.isHealthy(known)) {
              awake.countDown();
            }
          });
    }
    awake.await();
    if (request.isDone()) {
      awaitUnpaused();
    }
    phase = Phase.RUNNING;
    if (known == null) {
      awaitReady();
    }
    checkup = new Checkup();
  }

  private boolean sendUnpause() throws IOException, InterruptedException {
    Requests.send(
        "its container could not be unpaused",
        () -> tools.engine().client().unpauseContainerCmd(containerId).exec());
    return true;
  }

  private void awaitUnpaused() throws IOException, InterruptedException {
    FutureTask<Boolean> request = unpausing;
    unpausing = null;
    try {
      if (request != null) {
        request.get();
      }
    } catch (ExecutionException failed) {
      Throwable cause = failed.getCause();
      throw new IOException(cause == null ? "unknown" : cause.getMessage(), failed);
    }
  }

  /** Lets the engine come to the end of what it was asked; that it failed is no news by now. */
  private void settle() throws InterruptedException {
    try {
      awaitUnpaused();
    } catch (IOException failed) {
      LOG.atDebug().addKeyValue("replica", replicaId).setCause(failed).log("unpaused otherwise");
    }
  }

  /**
   * Finds out whether it ended of itself, and why.
   *
   * @param isSaidToBeOver whether the engine said so and may have gone since, as when it is stopped
   * @return whether that is known now
   */
  boolean examine(boolean isSaidToBeOver) {
    try {
      var inspected = tools.engine().client().inspectContainerCmd(containerId).exec();
      boolean runs = Boolean.TRUE.equals(inspected.getState().getRunning());
      if (!runs && phase != Phase.STOPPED) {
        ended.complete(Ending.reason(tools.engine(), inspected));
      }
      return true;
    } catch (NotFoundException gone) {
      ended.complete("its container was removed by somebody else");
      return true;
    } catch (RuntimeException unknown) {
      if (isSaidToBeOver && phase != Phase.STOPPED) {
        ended.complete("it ended, and the engine does not say why");
      }
      LOG.atDebug()
          .addKeyValue("replica", replicaId)
          .addKeyValue("reason", EngineFault.reason(unknown))
          .log("a container could not be looked at");
      return ended.isDone() || phase == Phase.STOPPED;
    }
  }

  @Override
  public void release() {
    tools.containers().forget(this);
  }

  @Override
  public void close() {
    phase = Phase.STOPPED;
    checkup = null;
    tools.containers().forget(this);
    tools.removals().remove(containerId);
    tools.stopped().remove(containerId);
  }
}
