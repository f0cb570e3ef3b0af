package dev.gantry.swarm;

import dev.gantry.docker.EngineConnection;
import dev.gantry.provider.ProviderException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one open provider consists of, and how news reach the view. */
final class SwarmParts implements AutoCloseable, EventFeed.Listener {

  private static final Logger LOG = LoggerFactory.getLogger(SwarmParts.class);

  private final AtomicBoolean closed = new AtomicBoolean();
  private final EngineConnection connection;
  private final SwarmApi api;
  private final Readiness readiness = new Readiness();
  private final SwarmView view;
  private final Services services;
  private final Caretaker caretaker;
  private final TaskPolling polling;
  private final EventFeed events;
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
    this.nodes = new Nodes(api);
    this.namespaces = new NamespaceBook(api, settings);
    this.secretBook = new SecretBook(api, settings.owner());
    this.functions =
        new FunctionWrites(
            settings, networkId, api, view, services, caretaker, secretBook, namespaces);
    this.secrets = new SecretWrites(secretBook, namespaces, functions, view);
    this.logs = new SwarmLogs(connection.client(), view);
  }

  void start() {
    view.attend(task -> readiness.follow(task, view), caretaker::tend);
    view.setNodes(nodes.all());
    services.refreshAll();
    polling.start();
    events.start();
    secrets.start();
  }

  @Override
  public void service(String id) {
    followUp(() -> services.refresh(id));
    view.touch(id);
  }

  @Override
  public void node() {
    followUp(() -> view.setNodes(nodes.all()));
  }

  @Override
  public void container(String serviceId) {
    view.touch(serviceId);
  }

  @Override
  public void reconnected() {
    followUp(
        () -> {
          services.refreshAll();
          view.setNodes(nodes.all());
        });
  }

  private void followUp(Runnable question) {
    if (closed.get()) {
      return;
    }
    try {
      question.run();
    } catch (ProviderException | EngineRefusal failed) {
      LOG.atWarn().addKeyValue("reason", failed.getMessage()).log("the Swarm could not be asked");
    }
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
    events.close();
    connection.close();
  }
}
