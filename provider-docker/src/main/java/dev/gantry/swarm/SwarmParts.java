package dev.gantry.swarm;

import dev.gantry.container.Checkups;
import dev.gantry.docker.EngineConnection;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** What one open provider consists of, and how news reach the view. */
final class SwarmParts implements AutoCloseable, EventFeed.Listener {

  private static final Duration BEFORE_RESYNC = Duration.ofMillis(500);

  private final AtomicBoolean closed = new AtomicBoolean();
  private final EngineConnection connection;
  private final SwarmApi api;
  private final Readiness readiness = new Readiness();
  private final SwarmView view;
  private final Services services;
  private final Caretaker caretaker;
  private final TaskPolling polling;
  private final EventFeed events;
  private final Resync resync = new Resync(this::askForEverything, BEFORE_RESYNC);
  private final String ownNode;
  private final NodeVisits visits;
  private @Nullable HungTasks hungTasks; // written by start
  private final Nodes nodes;
  private final NamespaceBook namespaces;
  private final SecretBook secretBook;
  private final FunctionWrites functions;
  private final SecretWrites secrets;
  private final SwarmLogs logs;

  SwarmParts(
      SwarmProviderSettings settings, EngineConnection connection, SwarmApi api, String networkId) {
    this.connection = connection;
    this.api = api;
    this.view = new SwarmView();
    this.services = new Services(api, view, settings.owner());
    this.caretaker = new Caretaker(settings, view, services);
    this.polling = new TaskPolling(api, view, networkId, settings.owner());
    this.events = new EventFeed(connection.client(), this);
    this.ownNode = api.get("/info").path("Swarm").path("NodeID").asText();
    this.visits = new NodeVisits(view, ownNode);
    this.nodes = new Nodes(api);
    this.namespaces = new NamespaceBook(api, settings);
    this.secretBook = new SecretBook(api, settings.owner());
    this.functions =
        new FunctionWrites(
            settings,
            networkId,
            new SwarmImages(api, connection::credentials),
            view,
            services,
            caretaker,
            secretBook,
            namespaces);
    this.secrets = new SecretWrites(secretBook, namespaces, functions, view);
    this.logs = new SwarmLogs(api, view);
  }

  void start() {
    view.attend(task -> readiness.follow(task, view), caretaker::tend);
    view.setNodes(nodes.all());
    services.refreshAll();
    polling.start();
    events.start();
    visits.start();
    hungTasks = new HungTasks(api, view, services, ownNode, Checkups.ROUND);
    secrets.start();
  }

  @Override
  public void service(String id) {
    resync.followUp(() -> services.refresh(id));
    view.touch(id);
  }

  @Override
  public void node() {
    resync.followUp(() -> view.setNodes(nodes.all()));
  }

  @Override
  public void container(String serviceId) {
    view.touch(serviceId);
  }

  @Override
  public void started(String serviceId, String taskId) {
    view.started(serviceId, taskId);
  }

  @Override
  public void reconnected() {
    resync.followUp(this::askForEverything);
  }

  private void askForEverything() {
    services.refreshAll();
    view.setNodes(nodes.all());
  }

  SwarmApi api() {
    return api;
  }

  SwarmView view() {
    return view;
  }

  Nodes nodes() {
    return nodes;
  }

  NamespaceBook namespaces() {
    return namespaces;
  }

  SecretBook secretBook() {
    return secretBook;
  }

  FunctionWrites functions() {
    return functions;
  }

  SecretWrites secrets() {
    return secrets;
  }

  SwarmLogs logs() {
    return logs;
  }

  /** Idempotent. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    view.pushes().close();
    secrets.close();
    caretaker.close();
    readiness.close();
    polling.close();
    visits.close();
    HungTasks looking = hungTasks;
    if (looking != null) {
      looking.close();
    }
    resync.close();
    events.close();
    connection.close();
  }
}
