package dev.gantry.watchdog;

import dev.gantry.watchdog.endpoint.AlwaysReady;
import dev.gantry.watchdog.endpoint.Availability;
import dev.gantry.watchdog.endpoint.CallLimit;
import dev.gantry.watchdog.endpoint.MeteredCalls;
import dev.gantry.watchdog.endpoint.Routes;
import dev.gantry.watchdog.files.StaticMode;
import dev.gantry.watchdog.files.StaticSettings;
import dev.gantry.watchdog.hold.HoldingArea;
import dev.gantry.watchdog.http.RequestHandler;
import dev.gantry.watchdog.log.WatchdogLog;
import dev.gantry.watchdog.metrics.CallMetrics;
import dev.gantry.watchdog.mode.CallSettings;
import dev.gantry.watchdog.mode.ClassicMode;
import dev.gantry.watchdog.mode.FunctionProcess;
import dev.gantry.watchdog.mode.Mode;
import dev.gantry.watchdog.mode.RunningCalls;
import dev.gantry.watchdog.mode.SerializingMode;
import dev.gantry.watchdog.mode.StreamingMode;
import dev.gantry.watchdog.process.ProcessCommand;
import dev.gantry.watchdog.process.ProcessStarter;
import dev.gantry.watchdog.relay.ReadyProbe;
import dev.gantry.watchdog.relay.Relay;
import dev.gantry.watchdog.relay.UpstreamSettings;
import dev.gantry.watchdog.spare.SpareProcesses;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** What a request passes through: routes, metrics, the limit of calls, the mode. */
record CallChain(
    RequestHandler handler,
    CallMetrics metrics,
    RunningCalls running,
    Availability availability,
    Optional<SpareProcesses> spares,
    Optional<RelayedFunction> relayed)
    implements AutoCloseable {

  static CallChain of(
      WatchdogSettings settings, Embedding embedding, WatchdogLog log, BooleanSupplier lock)
      throws IOException {
    HoldingArea area = HoldingArea.open(settings.hold());
    RunningCalls running = RunningCalls.open();
    CallMetrics metrics = new CallMetrics();
    Availability availability = new Availability(lock);
    Optional<SpareProcesses> spares = Optional.empty();
    Optional<RelayedFunction> relayed = Optional.empty();
    RequestHandler work;
    Optional<RequestHandler> ready = Optional.of(new AlwaysReady());
    if (settings.work() instanceof WatchdogSettings.Work.Forks(CallSettings call)) {
      ProcessCommand command = command(call, embedding);
      spares = spares(call, command, embedding, log);
      ProcessStarter starter = spares.map(ProcessStarter.class::cast).orElse(embedding.starter());
      work = mode(call, new FunctionProcess(call, command, starter, running, log), area);
      // Contract 3.1: without a mode, /_/ready is the function's.
      ready = call.mode() == Mode.CLASSIC ? Optional.empty() : ready;
    } else if (settings.work() instanceof WatchdogSettings.Work.Relays(UpstreamSettings upstream)) {
      RelayedFunction started = RelayedFunction.start(upstream, embedding, log);
      relayed = Optional.of(started);
      work = new Relay(upstream, started.upstream(), area, log);
      ready = Optional.of(new ReadyProbe(upstream, started.upstream()));
    } else if (settings.work() instanceof WatchdogSettings.Work.Serves(StaticSettings files)) {
      work = new StaticMode(files, log);
    } else {
      throw new IllegalStateException("no handler for " + settings.work());
    }
    CallLimit limit = new CallLimit(settings.maxInFlight(), work);
    RequestHandler routes =
        new Routes(availability, ready, limit, new MeteredCalls(metrics, limit));
    return new CallChain(routes, metrics, running, availability, spares, relayed);
  }

  /** Calls at work now. */
  int callsInFlight() {
    return relayed.isPresent() ? metrics.inFlight() : running.count();
  }

  /**
   * Sends a signal to all processes at work, and to those that come.
   *
   * @return how many calls there are now
   */
  int signal(int signal) {
    if (relayed.isEmpty()) {
      return running.signal(signal); // a run whose process is over needs no more than its answer
    }
    int calls = metrics.inFlight();
    relayed.get().process().signal(signal);
    return calls;
  }

  /** Ends the processes that wait for a call, and has no more of them started. */
  void endSpares() {
    spares.ifPresent(SpareProcesses::close);
  }

  /** Ends all processes at once. */
  @Override
  public void close() {
    endSpares();
    running.close();
    relayed.ifPresent(RelayedFunction::close);
  }

  private static RequestHandler mode(
      CallSettings settings, FunctionProcess function, HoldingArea area) {
    return switch (settings.mode()) {
      case CLASSIC -> new ClassicMode(settings, function, area);
      case SERIALIZING -> new SerializingMode(settings, function, area);
      case STREAMING -> new StreamingMode(settings, function);
    };
  }

  private static ProcessCommand command(CallSettings settings, Embedding embedding) {
    List<String> arguments =
        Stream.concat(embedding.commandPrefix().stream(), settings.command().stream()).toList();
    return new ProcessCommand(
        arguments, embedding.environment(), embedding.directory(), settings.mergesErrors());
  }

  private static Optional<SpareProcesses> spares(
      CallSettings settings, ProcessCommand command, Embedding embedding, WatchdogLog log) {
    return settings.warmSpares() == 0
        ? Optional.empty()
        : Optional.of(
            new SpareProcesses(embedding.starter(), command, settings.warmSpares(), log::own));
  }
}
