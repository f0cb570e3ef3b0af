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

/** The function: what to start, where, and with which variables. Thread-safe. */
public final class FunctionProcess {

  private final CallSettings settings;
  private final ProcessCommand command;
  private final ProcessStarter starter;
  private final RunningCalls running;
  private final WatchdogLog log;

  /**
   * @param command what to start; variables of the call are added
   */
  public FunctionProcess(
      CallSettings settings,
      ProcessCommand command,
      ProcessStarter starter,
      RunningCalls running,
      WatchdogLog log) {
    this.settings = settings;
    this.command = command;
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
  void run(Call call, Input input, RunAnswer answer) throws IOException, InterruptedException {
    if (settings.logsHeaders()) {
      HeaderMask.lines(call.request.headers()).forEach(call::log);
    }
    call.log("Forking fprocess.");
    Run run;
    try {
      run = start(call, input);
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

  private Run start(Call call, Input input) throws IOException {
    return running.track(
        Run.start(
            starter, command(call.request), settings.execTimeout(), input, call.cutter("stderr")));
  }

  /** The very same object for all calls, which is how spares know it, if calls add nothing. */
  private ProcessCommand command(HttpRequest request) throws IOException {
    if (!settings.exportsHeaders()) {
      return command;
    }
    return command.with(CgiVariables.of(request, settings.mode()));
  }
}
