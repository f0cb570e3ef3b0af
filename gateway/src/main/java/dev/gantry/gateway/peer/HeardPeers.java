package dev.gantry.gateway.peer;

import dev.gantry.api.FunctionName;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Who was heard of, and what each said last. Thread-safe; never blocks. */
final class HeardPeers {

  /** A gateway that has not answered for so long does not act, and its counters are left out. */
  private static final Duration LATELY = Duration.ofSeconds(5);

  private final Map<InetAddress, Heard> heard = new ConcurrentHashMap<>();

  /** One gateway's last answer and its {@link System#nanoTime}. */
  private record Heard(String gateway, Map<String, Loads.Counted> loads, long at) {
    boolean isLately() {
      return System.nanoTime() - at < LATELY.toNanos();
    }
  }

  /** Takes an answer; returns whether it is the first from that address. */
  boolean put(InetAddress address, Loads answer) {
    Map<String, Loads.Counted> loads = new HashMap<>();
    answer.functions().forEach(counted -> loads.put(counted.function(), counted));
    return heard.put(address, new Heard(answer.gateway(), loads, System.nanoTime())) == null;
  }

  /** The gateway that answered last at an address, however long ago. */
  Optional<String> at(InetAddress address) {
    return Optional.ofNullable(heard.get(address)).map(Heard::gateway);
  }

  /** Forgets all but those that are still there. */
  void retain(Collection<InetAddress> present) {
    heard.keySet().retainAll(present);
  }

  /** Whether a gateway is older than all that were heard of in the last seconds. */
  boolean areYoungerThan(String self) {
    return lately().allMatch(peer -> self.compareTo(peer.gateway()) < 0);
  }

  /** How many were heard of in the last seconds. */
  int count() {
    return (int) lately().map(Heard::gateway).distinct().count();
  }

  /** The calls of a function by the gateway that counted them. */
  Map<String, Loads.Counted> of(FunctionName function) {
    String name = function.toString();
    Map<String, Loads.Counted> found = new HashMap<>();
    lately()
        .filter(peer -> peer.loads().containsKey(name))
        .forEach(peer -> found.put(peer.gateway(), peer.loads().get(name)));
    return found;
  }

  private Stream<Heard> lately() {
    return heard.values().stream().filter(Heard::isLately);
  }
}
