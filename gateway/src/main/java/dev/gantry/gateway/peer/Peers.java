package dev.gantry.gateway.peer;

import dev.gantry.api.FunctionName;
import dev.gantry.provider.PeerDirectory;
import dev.gantry.provider.ProviderException;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The other gateways over the same engine, as they were heard of in the last seconds: once a second
 * each is asked for its counters. Thread-safe; what says so blocks.
 */
final class Peers implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Peers.class);

  private static final Duration PERIOD = Duration.ofSeconds(1);

  /** How long an answer that needs no waiting may take. */
  static final Duration ASK_LIMIT = Duration.ofSeconds(1);

  private final String self;
  private final PeerDirectory directory;
  private final PeerClient client;
  private volatile Runnable eachRound = () -> {}; // written by start
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Thread rounds = Thread.ofVirtual().name("peers").unstarted(this::run);

  private final HeardPeers heard = new HeardPeers();

  /** Those that could not be asked and of which that was said; used by rounds only. */
  private final Set<InetAddress> silent = ConcurrentHashMap.newKeySet();

  /** Whether one round is over, so that whoever is there has been heard; written by rounds. */
  private volatile boolean looked;

  /**
   * @param self this gateway
   */
  Peers(String self, PeerDirectory directory, PeerClient client) {
    this.self = self;
    this.directory = directory;
    this.client = client;
  }

  /** What became of a question. */
  sealed interface Reply {

    /** No further call goes to the replica from there; so many are still in it. */
    record Confirmed(int callsInFlight) implements Reply {}

    /** Nobody knows. */
    record Silent(String why) implements Reply {}
  }

  /** A question that depends on which gateway is asked. */
  @FunctionalInterface
  interface Asked {
    Question to(String gateway);
  }

  /**
   * Begins to ask once a second.
   *
   * @param also done once a second, too
   */
  void start(Runnable also) {
    eachRound = also;
    rounds.start();
  }

  /**
   * Whether this gateway acts for all: it is the oldest of those heard of in the last seconds. Two
   * may think so for a moment, or for as long as they cannot hear each other.
   */
  boolean acts() {
    return looked && heard.areYoungerThan(self);
  }

  /** How many others were heard of in the last seconds. */
  int count() {
    return heard.count();
  }

  /** The calls of a function at the others by their gateway, as each said it last. */
  Map<String, Loads.Counted> of(FunctionName function) {
    return heard.of(function);
  }

  /**
   * Asks every gateway that runs now. Blocks.
   *
   * @param limit how long to wait for the answers
   * @return one reply from each
   * @throws ProviderException if the engine does not say which gateways there are
   */
  List<Reply> askAll(Asked question, Duration limit) throws InterruptedException {
    Map<InetAddress, Reply> replies = new ConcurrentHashMap<>();
    List<InetAddress> others = directory.others();
    for (InetAddress other : others) {
      replies.put(other, new Reply.Silent("the gateway at " + text(other) + " did not answer"));
    }
    atOnce(others, other -> replies.put(other, ask(other, question, limit)), limit);
    return List.copyOf(replies.values());
  }

  /** Tells every gateway that runs now something that need not arrive. Returns at once. */
  void tellAll(Asked news) {
    Thread.ofVirtual()
        .name("tell peers")
        .start(
            () -> {
              try {
                askAll(news, ASK_LIMIT);
              } catch (ProviderException failed) {
                LOG.atDebug().setCause(failed).log("other gateways were not told");
              } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
              }
            });
  }

  /** Does something for each at the same time; what takes too long is interrupted. */
  private void atOnce(List<InetAddress> others, Consumer<InetAddress> action, Duration limit)
      throws InterruptedException {
    List<Callable<InetAddress>> actions = new ArrayList<>();
    for (InetAddress other : others) {
      actions.add(
          () -> {
            action.accept(other);
            return other;
          });
    }
    try {
      threads.invokeAll(actions, limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException closed) {
      LOG.atDebug().log("other gateways are not asked any more");
    }
  }

  private Reply ask(InetAddress other, Asked question, Duration limit) {
    try {
      Optional<String> known = heard.at(other);
      String gateway = known.isPresent() ? known.get() : hear(other);
      if (gateway.equals(self)) {
        return new Reply.Confirmed(0);
      }
      PeerEndpoint.Confirmation confirmation =
          client.ask(other, question.to(gateway), limit, PeerEndpoint.Confirmation.class);
      return new Reply.Confirmed(confirmation.callsInFlight());
    } catch (IOException failed) {
      return new Reply.Silent(
          "the gateway at " + text(other) + " cannot be asked: " + failed.getMessage());
    }
  }

  private String hear(InetAddress other) throws IOException {
    Loads answer = client.ask(other, Question.loads(self), ASK_LIMIT, Loads.class);
    if (!answer.gateway().equals(self) && heard.put(other, answer)) {
      LOG.atInfo()
          .addKeyValue("address", text(other))
          .addKeyValue("gateway", answer.gateway())
          .log("another gateway was found");
    }
    return answer.gateway();
  }

  private void run() {
    try {
      while (true) {
        long begun = System.nanoTime();
        round();
        looked = true;
        long left = PERIOD.toNanos() - (System.nanoTime() - begun);
        TimeUnit.NANOSECONDS.sleep(Math.max(0, left));
      }
    } catch (InterruptedException stop) {
      // Closed.
      return;
    }
  }

  private void round() throws InterruptedException {
    try {
      List<InetAddress> others = directory.others();
      heard.retain(others);
      silent.retainAll(others);
      atOnce(others, this::hearOrNote, ASK_LIMIT);
    } catch (ProviderException failed) {
      LOG.atDebug().setCause(failed).log("other gateways could not be looked for");
    } catch (RuntimeException unexpected) {
      LOG.atError().setCause(unexpected).log("looking for other gateways failed");
    }
    eachRound.run();
  }

  private void hearOrNote(InetAddress other) {
    try {
      hear(other);
      silent.remove(other);
    } catch (IOException failed) {
      if (silent.add(other)) {
        LOG.atWarn()
            .addKeyValue("address", text(other))
            .addKeyValue("reason", failed.getMessage())
            .log("another gateway cannot be asked");
      }
    }
  }

  private static String text(InetAddress address) {
    return address.getHostAddress();
  }

  /** Asks no more. Idempotent. */
  @Override
  public void close() {
    rounds.interrupt();
    threads.shutdownNow();
  }
}
