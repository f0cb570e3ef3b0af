package dev.gantry.watchdog;

import dev.gantry.watchdog.endpoint.Availability;
import dev.gantry.watchdog.endpoint.MetricsEndpoint;
import dev.gantry.watchdog.http.HttpServer;
import dev.gantry.watchdog.log.WatchdogLog;
import dev.gantry.watchdog.process.ExitStatus;
import dev.gantry.watchdog.spare.SpareProcesses;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * A running watchdog: a listener whose calls are answered by processes.
 *
 * <p>Thread-safe. Closed by who started it.
 */
public final class Watchdog implements AutoCloseable {

  private final HttpServer server;
  private final Optional<HttpServer> metricsServer;
  private final Optional<LockFile> lock;
  private final Availability availability;
  private final CallChain chain;

  private Watchdog(
      HttpServer server,
      Optional<HttpServer> metricsServer,
      Optional<LockFile> lock,
      CallChain chain) {
    this.server = server;
    this.metricsServer = metricsServer;
    this.lock = lock;
    this.availability = chain.availability();
    this.chain = chain;
  }

  /**
   * Starts listening. Ready when it returns.
   *
   * @throws IOException if an address cannot be bound, held bodies have no place, or the lock file
   *     cannot be written; the message is for a person
   */
  public static Watchdog start(WatchdogSettings settings, Embedding embedding) throws IOException {
    WatchdogLog log = log(settings, embedding);
    Optional<LockFile> lock =
        embedding.standalone() && settings.writesLock()
            ? Optional.of(LockFile.ofThisMachine())
            : Optional.empty();
    BooleanSupplier isLocked = () -> lock.isEmpty() || lock.get().exists();
    CallChain chain = CallChain.of(settings, embedding, log, isLocked);
    HttpServer server = listen(settings, embedding, chain);
    try {
      Watchdog watchdog = new Watchdog(server, metrics(settings, embedding, chain), lock, chain);
      watchdog.enterRotation();
      if (embedding.standalone()) {
        watchdog.announce(log);
      }
      return watchdog;
    } catch (IOException e) {
      server.close();
      chain.close();
      throw e;
    }
  }

  private static HttpServer listen(WatchdogSettings settings, Embedding embedding, CallChain chain)
      throws IOException {
    try {
      return Listening.start(embedding.listen(), settings, chain.handler());
    } catch (IOException e) {
      chain.close();
      throw e;
    }
  }

  private static Optional<HttpServer> metrics(
      WatchdogSettings settings, Embedding embedding, CallChain chain) throws IOException {
    if (!embedding.standalone() || settings.metricsPort() == 0) {
      return Optional.empty();
    }
    InetSocketAddress address =
        new InetSocketAddress(embedding.listen().getAddress(), settings.metricsPort());
    return Optional.of(
        Listening.startMetrics(address, settings, new MetricsEndpoint(chain.metrics())));
  }

  /** Where it listens, with the real port. */
  public InetSocketAddress address() {
    return server.address();
  }

  /** Whether it takes calls. */
  public boolean isReady() {
    return availability.isAvailable();
  }

  /** Calls at work now. */
  public int callsInFlight() {
    return chain.callsInFlight();
  }

  /**
   * Stops taking calls and waits for those that run. Spare processes are killed.
   *
   * @return whether all ended in time
   */
  public boolean drain(Duration limit) throws InterruptedException {
    leaveRotation();
    chain.endSpares();
    return server.drain(limit);
  }

  /**
   * Waits for the end of the function's one process; for ever where each call has its own.
   *
   * @return how it ended
   */
  ExitStatus awaitFunctionEnd() throws InterruptedException {
    if (chain.relayed().isEmpty()) {
      new CountDownLatch(1).await();
    }
    return chain.relayed().orElseThrow().process().awaitEnd();
  }

  /** Waits for the end of the function's one process for some time; not where there is none. */
  void awaitFunctionEnd(Duration limit) throws InterruptedException {
    if (chain.relayed().isPresent()) {
      chain.relayed().get().process().awaitEnd(limit);
    }
  }

  /**
   * Asks the function's one process to end, and kills it when it takes too long; without effect
   * where each call has its own.
   *
   * @return whether it ended by itself
   */
  boolean stopFunction(Duration patience) throws InterruptedException {
    return chain.relayed().isEmpty() || chain.relayed().get().process().stop(patience);
  }

  /**
   * Sends a signal to the process group of every call, and of those that come, or to that of the
   * function's one process.
   *
   * @return how many calls there are now
   */
  int signalCalls(int signal) {
    return chain.signal(signal);
  }

  /** Ends everything at once: listener and connections are closed, process groups killed. */
  @Override
  public void close() {
    leaveRotation();
    chain.endSpares();
    server.close();
    chain.close();
    metricsServer.ifPresent(HttpServer::close);
  }

  /** Tells probes to send calls elsewhere; those that come are still answered. */
  void leaveRotation() {
    availability.close();
    lock.ifPresent(LockFile::remove);
  }

  private static WatchdogLog log(WatchdogSettings settings, Embedding embedding) {
    Consumer<String> lines = embedding.log()::line;
    return embedding.standalone()
        ? WatchdogLog.dated(lines, Clock.system(ZoneId.systemDefault()), settings.log())
        : WatchdogLog.marked(lines, settings.log());
  }

  /** Existing tools read these lines, contract 3.1. */
  private void announce(WatchdogLog log) {
    log.own("Listening on port: " + address().getPort());
    metricsServer.ifPresent(
        metrics -> log.own("Metrics listening on port: " + metrics.address().getPort()));
    lock.ifPresent(file -> log.own("Writing lock-file to: " + file.path()));
  }

  private void enterRotation() throws IOException {
    try {
      if (lock.isPresent()) {
        lock.get().write();
      }
      availability.open();
      chain.spares().ifPresent(SpareProcesses::fill);
    } catch (IOException e) {
      close();
      throw e;
    }
  }
}
