package dev.gantry.swarm;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Event;
import com.github.dockerjava.api.model.EventType;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows what happens to services, nodes and this machine's containers; connects again. */
final class EventFeed implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EventFeed.class);
  private static final Duration BEFORE_ANOTHER = Duration.ofMillis(500);
  private static final String SERVICE_OF_CONTAINER = "com.docker.swarm.service.id";
  private static final String TASK_OF_CONTAINER = "com.docker.swarm.task.id";

  /** What happened; called on the feed's threads. */
  interface Listener {
    /** A service was made, changed or removed. */
    void service(String id);

    /** A node changed. */
    void node();

    /** A container of a service ended here. */
    void container(String serviceId);

    /** A task's container started here. */
    void started(String serviceId, String taskId);

    /** Anything may have happened in the meantime. */
    void reconnected();
  }

  private final DockerClient client;
  private final Listener listener;
  private final Thread thread;
  private volatile boolean closed; // written by close
  private volatile @Nullable Closeable connection; // written by the thread

  EventFeed(DockerClient client, Listener listener) {
    this.client = client;
    this.listener = listener;
    this.thread = Thread.ofVirtual().name("swarm events").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  private void run() {
    while (!closed) {
      CountDownLatch ended = new CountDownLatch(1);
      try (Closeable stream = open(ended)) {
        connection = stream;
        listener.reconnected();
        ended.await();
      } catch (InterruptedException stop) {
        return;
      } catch (IOException | RuntimeException failed) {
        LOG.atDebug().addKeyValue("reason", failed).log("events could not be followed");
      }
      pause();
    }
  }

  private void pause() {
    try {
      Thread.sleep(BEFORE_ANOTHER);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private Closeable open(CountDownLatch ended) {
    return client
        .eventsCmd()
        .withEventTypeFilter(EventType.SERVICE, EventType.NODE, EventType.CONTAINER)
        .withEventFilter("create", "update", "remove", "start", "die", "oom")
        .exec(new Callback(this::heard, ended));
  }

  private void heard(Event event) {
    try {
      String id = event.getActor() == null ? "" : String.valueOf(event.getActor().getId());
      if (event.getType() == EventType.SERVICE) {
        listener.service(id);
      } else if (event.getType() == EventType.NODE) {
        listener.node();
      } else {
        container(event);
      }
    } catch (RuntimeException failed) {
      LOG.atDebug().addKeyValue("reason", failed).log("an event could not be followed up");
    }
  }

  private void container(Event event) {
    Map<String, String> attributes =
        event.getActor() == null ? null : event.getActor().getAttributes();
    String service = attributes == null ? null : attributes.get(SERVICE_OF_CONTAINER);
    String task = attributes == null ? null : attributes.get(TASK_OF_CONTAINER);
    if (service != null && task != null && "start".equals(event.getAction())) {
      listener.started(service, task);
    } else if (service != null) {
      listener.container(service);
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    Closeable open = connection;
    if (open != null) {
      try {
        open.close();
      } catch (IOException failed) {
        LOG.atDebug().addKeyValue("reason", failed).log("the event stream did not close");
      }
    }
  }

  /** Passes events on until the stream ends. */
  private static final class Callback extends ResultCallback.Adapter<Event> {
    private final Consumer<Event> heard;
    private final CountDownLatch ended;

    Callback(Consumer<Event> heard, CountDownLatch ended) {
      this.heard = heard;
      this.ended = ended;
    }

    @Override
    public void onNext(Event event) {
      heard.accept(event);
    }

    @Override
    public void onError(Throwable failed) {
      super.onError(failed);
      ended.countDown();
    }

    @Override
    public void onComplete() {
      super.onComplete();
      ended.countDown();
    }
  }
}
