package dev.gantry.cli.verb;

import dev.gantry.api.FunctionStatus;
import dev.gantry.api.FunctionStatus.State;
import dev.gantry.cli.gateway.GatewaySession;
import dev.gantry.cli.terminal.Failure;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Waits until a function can be called. A replica that fails is tried again by the gateway, so one
 * failure is no end; only one that lasts is.
 *
 * @param session which gateway
 * @param limit how long to wait
 * @param progress is told what the function is doing whenever that changes
 */
public record ReadyWait(GatewaySession session, Duration limit, Consumer<String> progress) {

  private static final long PAUSE_MILLIS = 100;
  private static final Duration LASTING_FAILURE = Duration.ofSeconds(3);

  /**
   * Waits.
   *
   * @throws Failure if it takes too long or the function fails; it stays deployed
   */
  public FunctionStatus await(String name, String namespace) throws Failure, InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    long failingUntil = Long.MAX_VALUE;
    String told = "";
    while (true) {
      FunctionStatus function = find(name, namespace);
      if (isDone(function)) {
        return function;
      }
      String doing = doing(function);
      if (!doing.equals(told)) {
        progress.accept(doing);
        told = doing;
      }
      long now = System.nanoTime();
      boolean failing = function.state() == State.FAILING;
      failingUntil =
          !failing ? Long.MAX_VALUE : Math.min(failingUntil, now + LASTING_FAILURE.toNanos());
      if (now - end > 0 || (failing && now > failingUntil)) {
        throw notReady(name, doing, failing);
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  private FunctionStatus find(String name, String namespace) throws Failure, InterruptedException {
    String what = "see whether '" + name + "' is ready";
    return session
        .attempt(what, client -> client.function(name, namespace))
        .orElseThrow(() -> session.noFunction(what, name));
  }

  private static boolean isDone(FunctionStatus function) {
    return function.availableReplicas() > 0 || function.state() == State.ASLEEP;
  }

  private static String doing(FunctionStatus function) {
    String part =
        function.progress() == null ? "" : " " + Math.round(function.progress() * 100) + " %";
    return Texts.state(function)
        + part
        + Optional.ofNullable(function.reason()).map(why -> ": " + why).orElse("");
  }

  private Failure notReady(String name, String doing, boolean failing) {
    return Failure.of(
        "'" + name + "' was deployed and is not ready",
        failing ? doing : "after " + limit.toSeconds() + " s it is " + doing,
        "gantry logs " + name + session.option());
  }
}
