package dev.gantry.host;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionName;
import dev.gantry.api.Problem;
import dev.gantry.host.folder.Reason;
import dev.gantry.host.replica.Uninterrupted;
import dev.gantry.provider.ChangeOutcome;
import dev.gantry.provider.ChangeOutcome.Failed;
import dev.gantry.provider.ChangeOutcome.Refused;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The images that are being fetched, one at a time for each function. A fetch runs on a thread of
 * its own, so that it can be given up while its caller waits. Thread-safe.
 */
final class Fetches implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Fetches.class);

  private final HostEngine engine;
  private final Map<FunctionName, Fetch> present = new HashMap<>(); // guarded by this
  private boolean closed; // guarded by this

  Fetches(HostEngine engine) {
    this.engine = engine;
  }

  /**
   * Fetches what a deployment needs, after what is being fetched for its function already. Blocks,
   * also when it is interrupted, for as long as that takes.
   *
   * @param deployment as it was sent, with its credentials
   * @return empty when everything is there, otherwise what to answer
   */
  Optional<ChangeOutcome> fetch(
      FunctionName name, FunctionDeployment deployment, DoubleConsumer progress) {
    Fetch fetch = new Fetch(name, deployment, progress);
    while (true) {
      Fetch earlier;
      synchronized (this) {
        if (closed) {
          return Optional.of(new Failed("the provider is closed"));
        }
        earlier = present.putIfAbsent(name, fetch);
        if (earlier == null) {
          fetch.thread.start();
        }
      }
      Uninterrupted.join((earlier == null ? fetch : earlier).thread);
      if (earlier == null) {
        return fetch.outcome;
      }
    }
  }

  /** Gives up what is being fetched for a function that goes. */
  synchronized void cancel(FunctionName name) {
    Fetch fetch = present.get(name);
    if (fetch != null) {
      fetch.cancel();
    }
  }

  private synchronized void forget(Fetch fetch) {
    present.remove(fetch.name, fetch);
  }

  /** Gives up everything that is being fetched. */
  @Override
  public synchronized void close() {
    closed = true;
    present.values().forEach(Fetch::cancel);
  }

  private final class Fetch {

    private final FunctionName name;
    private final FunctionDeployment deployment;
    private final DoubleConsumer progress;
    private final Thread thread;

    /** Written by the thread, read after its end. */
    private Optional<ChangeOutcome> outcome = Optional.empty();

    Fetch(FunctionName name, FunctionDeployment deployment, DoubleConsumer progress) {
      this.name = name;
      this.deployment = deployment;
      this.progress = progress;
      this.thread = Thread.ofVirtual().name("gantry-fetch-" + name).unstarted(this::run);
    }

    private void run() {
      String why = null;
      try {
        List<Problem> problems = engine.fetch(name, deployment, progress);
        outcome = problems.isEmpty() ? Optional.empty() : Optional.of(new Refused(problems));
        why = problems.isEmpty() ? null : problems.toString();
      } catch (InterruptedException cancelled) {
        why = "given up";
        outcome = failed("it was given up, because the function was removed or the gateway stops");
      } catch (IOException failed) {
        why = Reason.of(failed);
        outcome = failed(why);
      } catch (RuntimeException bug) {
        why = "internal error, see the gateway's log";
        outcome = failed(why);
        LOG.atError().addKeyValue("function", name).setCause(bug).log("fetching an image failed");
      } finally {
        forget(this);
        log(why);
      }
    }

    private Optional<ChangeOutcome> failed(String why) {
      return Optional.of(
          new Failed("the image " + deployment.image() + " could not be fetched: " + why));
    }

    private void log(@Nullable String why) {
      if (why == null) {
        LOG.atInfo()
            .addKeyValue("function", name)
            .addKeyValue("image", deployment.image())
            .log("image is there");
      } else {
        LOG.atWarn()
            .addKeyValue("function", name)
            .addKeyValue("image", deployment.image())
            .addKeyValue("reason", why)
            .log("image could not be fetched");
      }
    }

    void cancel() {
      thread.interrupt();
    }
  }
}
