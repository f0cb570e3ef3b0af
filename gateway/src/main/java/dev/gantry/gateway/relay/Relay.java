package dev.gantry.gateway.relay;

import dev.gantry.api.FunctionName;
import dev.gantry.gateway.replica.ReplicaTable;
import dev.gantry.gateway.replica.Rotation;
import dev.gantry.gateway.route.Route;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.ContextInternal;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Relays the calls that arrive on one event loop. Made and used on that loop, apart from nothing.
 */
public final class Relay {

  private static final Logger ACCESS = LoggerFactory.getLogger("dev.gantry.gateway.access");

  private static final Set<HttpMethod> METHODS =
      Set.of(
          HttpMethod.GET,
          HttpMethod.POST,
          HttpMethod.PUT,
          HttpMethod.PATCH,
          HttpMethod.DELETE,
          HttpMethod.HEAD,
          HttpMethod.OPTIONS);

  private static final long NANOS_IN_MILLI = 1_000_000;
  private static final long SWEEP_MILLIS = 1000;
  private static final long LINGER_MILLIS = 2000;

  private final Vertx vertx;
  private final ContextInternal context;
  private final ReplicaTable table;
  private final RelaySettings settings;
  private final AnswerFilter filter;
  private final UpstreamPool pool;
  private final TimeLimits limits;

  /**
   * @param context the event loop's
   * @param filter what is changed in the heads of functions' answers
   */
  public Relay(Context context, ReplicaTable table, RelaySettings settings, AnswerFilter filter) {
    this.vertx = context.owner();
    this.context = (ContextInternal) context;
    this.filter = filter;
    this.table = table;
    this.settings = settings;
    this.pool = new UpstreamPool(context, settings.connectLimit());
    this.limits =
        new TimeLimits((nanos, task) -> timer(nanos / NANOS_IN_MILLI + 1, task), System::nanoTime);
    vertx.setPeriodic(SWEEP_MILLIS, tick -> pool.sweep());
  }

  /** Takes a call; answers it sooner or later. */
  public void accept(HttpServerRequest request, Route.Call route) {
    Rotation rotation = table.find(route.function());
    if (rotation == null) {
      answer(request, GatewayAnswer.unknown(fullName(route.function())));
    } else if (!METHODS.contains(request.method())) {
      String name = rotation.name().toString();
      answer(request, GatewayAnswer.wrongMethod(name, request.method().name()));
    } else {
      ClientSide client = new ClientSide(this, request, rotation.name());
      new Call(this, client, rotation, route.target()).start();
    }
  }

  /** Refuses a call that is to be queued: there is no queue. */
  public void refuseAsynchronous(HttpServerRequest request) {
    answer(request, new GatewayAnswer(404, "asynchronous calls are not available here"));
  }

  /** Refuses a script that would run in a browser in front of the portal. */
  public void refuseServiceWorker(HttpServerRequest request) {
    answer(request, new GatewayAnswer(403, "service workers are not allowed on this address"));
  }

  /** Closes the connections to replicas. */
  public void close() {
    pool.close();
  }

  ContextInternal context() {
    return context;
  }

  RelaySettings settings() {
    return settings;
  }

  AnswerFilter filter() {
    return filter;
  }

  TimeLimits limits() {
    return limits;
  }

  UpstreamPool pool() {
    return pool;
  }

  /** Runs something on the event loop, in a later turn. */
  void run(Runnable task) {
    context.runOnContext(turn -> task.run());
  }

  /** Runs something on the event loop after so many milliseconds, at least one. */
  long timer(long millis, Runnable task) {
    return vertx.setTimer(Math.max(1, millis), fired -> task.run());
  }

  void cancel(long timer) {
    vertx.cancelTimer(timer);
  }

  /**
   * Closes a client's connection on which the next request could not be told from the rest of this
   * one's body; not at once, because a reset could overtake the answer.
   *
   * @return the timer, to be cancelled when the rest of the body has come after all
   */
  long closeSoon(HttpConnection connection) {
    long timer = timer(LINGER_MILLIS, () -> RawChannel.of(connection).closeAtOnce());
    connection.closeHandler(gone -> cancel(timer));
    return timer;
  }

  void log(HttpServerRequest request, FunctionName function, int status, long nanos) {
    if (ACCESS.isInfoEnabled()) {
      ACCESS
          .atInfo()
          .addKeyValue("method", request.method())
          .addKeyValue("function", function)
          .addKeyValue("status", status)
          .addKeyValue("millis", nanos / NANOS_IN_MILLI)
          .log("call");
    }
  }

  private void answer(HttpServerRequest request, GatewayAnswer own) {
    CallMark.of(request).addTo(request.response().headers(), settings.servedBy());
    own.writeTo(request.response());
  }

  private String fullName(String name) {
    return FunctionName.parse(name, settings.defaultNamespace())
        .map(FunctionName::toString)
        .orElse(name);
  }
}
