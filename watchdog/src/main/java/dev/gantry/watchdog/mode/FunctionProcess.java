package dev.gantry.watchdog.mode;

import dev.gantry.watchdog.hold.HoldLimitException;
import dev.gantry.watchdog.http.HttpRequest;
import dev.gantry.watchdog.http.HttpResponse;
import dev.gantry.watchdog.log.HeaderMask;
import dev.gantry.watchdog.log.WatchdogLog;
import dev.gantry.watchdog.process.ProcessCommand;
import dev.gantry.watchdog.process.ProcessStartException;
import dev.gantry.watchdog.process.ProcessStarter;
import dev.gantry.watchdog.run.Input;
import dev.gantry.watchdog.run.Run;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The function: what to start, where, and with which variables. Thread-safe. */
public final class FunctionProcess {

  private final CallSettings settings;
  private final List<String> arguments;
  private final Map<String, String> environment;
  private final Optional<Path> directory;
  private final ProcessStarter starter;
  private final RunningCalls running;
  private final WatchdogLog log;

  /**
   * @param arguments the program and its arguments
   * @param environment its variables, before those of the call
   */
  public FunctionProcess(
      CallSettings settings,
      List<String> arguments,
      Map<String, String> environment,
      Optional<Path> directory,
      ProcessStarter starter,
      RunningCalls running,
      WatchdogLog log) {
    this.settings = settings;
    this.arguments = List.copyOf(arguments);
    this.environment = Map.copyOf(environment);
    this.directory = directory;
    this.starter = starter;
    this.running = running;
    this.log = log;
  }

  /** One request on its way to an answer. */
  Call receive(HttpRequest request, HttpResponse response) {
    return new Call(request, response, log);
  }

  /**
   * Runs the process for one call. Its STDERR is logged unless it is merged. When this returns or
   * throws, nothing of it runs any more.
   */
  void run(Call call, Input input, boolean mergesErrors, RunAnswer answer)
      throws IOException, InterruptedException {
    if (settings.logsHeaders()) {
      HeaderMask.lines(call.request.headers()).forEach(call::log);
    }
    call.log("Forking fprocess.");
    Run run;
    try {
      run = start(call, input, mergesErrors);
    } catch (ProcessStartException e) {
      call.fail(500, String.valueOf(e.getMessage()));
      return;
    }
    try {
      answer.answer(call, run);
    } catch (HoldLimitException e) {
      running.end(run);
      call.fail(500, String.valueOf(e.getMessage()));
    } finally {
      running.end(run);
    }
    run.settleInput();
  }

  /** The output of a run, which is logged while it is read if the settings say so. */
  InputStream output(Call call, Run run) {
    return settings.logsOutput()
        ? new LoggedStream(run.output(), call.cutter("stdout"))
        : run.output();
  }

  private Run start(Call call, Input input, boolean mergesErrors) throws IOException {
    ProcessCommand command =
        new ProcessCommand(arguments, variables(call.request), directory, mergesErrors);
    return running.track(
        Run.start(starter, command, settings.execTimeout(), input, call.cutter("stderr")));
  }

  private Map<String, String> variables(HttpRequest request) throws IOException {
    if (!settings.exportsHeaders()) {
      return environment;
    }
    Map<String, String> variables = new HashMap<>(environment);
    variables.putAll(CgiVariables.of(request, settings.mode()));
    return variables;
  }
}
