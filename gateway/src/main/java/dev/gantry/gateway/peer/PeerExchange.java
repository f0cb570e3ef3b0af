package dev.gantry.gateway.peer;

import dev.gantry.api.FunctionName;
import dev.gantry.api.ScalingDecision;
import dev.gantry.gateway.auth.SharedKey;
import dev.gantry.gateway.endpoint.Endpoint;
import dev.gantry.gateway.live.OtherGateways;
import dev.gantry.gateway.metrics.CallMeters;
import dev.gantry.gateway.replica.ReplicaTable;
import dev.gantry.gateway.scale.CallCounts;
import dev.gantry.gateway.scale.Fleet;
import dev.gantry.gateway.scale.Scaling;
import dev.gantry.provider.PeerDirectory;
import dev.gantry.provider.ReplicaWatcher;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * This gateway among others over the same engine: asks them, answers them, and speaks for all.
 * Thread-safe. Closed by who made it.
 */
public final class PeerExchange implements Fleet, OtherGateways, AutoCloseable {

  private static final int NAME_BYTES = 8;

  private final String self;
  private final PeerSeal seal;
  private final Peers peers;
  private final CallMeters meters;

  /**
   * A gateway that asks nobody before it is {@linkplain #start started}.
   *
   * @param directory where the others are
   * @param key what gateways with the same credentials have in common
   * @param port where the {@linkplain #answering answering} endpoint of every gateway listens
   * @param meters this gateway's counters
   */
  public PeerExchange(
      PeerDirectory directory, SharedKey key, int port, CallMeters meters, Clock clock) {
    SecureRandom random = new SecureRandom();
    this.self = name(clock, random);
    this.seal = new PeerSeal(key, clock, random);
    this.peers = new Peers(self, directory, new PeerClient(seal, port));
    this.meters = meters;
  }

  /** Older gateways come first in the order of texts, and no two have the same name. */
  private static String name(Clock clock, SecureRandom random) {
    byte[] bytes = new byte[NAME_BYTES];
    random.nextBytes(bytes);
    return "%016x-%s".formatted(clock.millis(), HexFormat.of().formatHex(bytes));
  }

  /**
   * Answers other gateways, and leaves everything else to another endpoint.
   *
   * @param table this gateway's replicas
   * @param scaling hears of what others decided
   * @param others what else its listener serves
   */
  public Endpoint answering(ReplicaTable table, Scaling scaling, Endpoint others) {
    return new PeerEndpoint(self, seal, table, () -> loads(table), scaling::heard, others);
  }

  /** A replica table, with those of the others behind it. */
  public ReplicaWatcher watching(ReplicaTable table) {
    return new PeerWatcher(table, peers, self);
  }

  /** The counters whose answered calls are those of all gateways. */
  public CallMeters summed() {
    return new SummedMeters(meters, peers);
  }

  /** The oldest of the gateways heard of lately acts; for a moment two may think they do. */
  @Override
  public boolean acts() {
    return peers.acts();
  }

  @Override
  public Map<String, CallCounts> others(FunctionName name) {
    Map<String, CallCounts> counts = new HashMap<>();
    peers.of(name).forEach((gateway, counted) -> counts.put(gateway, counted.counts()));
    return counts;
  }

  @Override
  public Map<String, OtherGateways.Counted> of(FunctionName name) {
    Map<String, OtherGateways.Counted> known = new HashMap<>();
    peers
        .of(name)
        .forEach(
            (gateway, counted) ->
                known.put(
                    gateway,
                    new OtherGateways.Counted(counted.totals(), counted.counts().inFlight())));
    return known;
  }

  @Override
  public void decided(FunctionName name, ScalingDecision decision) {
    peers.tellAll(gateway -> Question.decided(self, gateway, name, decision));
  }

  /** How many others were heard of in the last seconds. */
  public int count() {
    return peers.count();
  }

  /**
   * Begins to ask the others once a second.
   *
   * @param table this gateway's replicas
   */
  public void start(ReplicaTable table) {
    peers.start(table::releaseOverdue);
  }

  private Loads loads(ReplicaTable table) {
    List<Loads.Counted> functions = new ArrayList<>();
    for (FunctionName name : table.names()) {
      functions.add(
          new Loads.Counted(
              name.toString(), meters.of(name).totals(), CallCounts.of(meters.of(name))));
    }
    return new Loads(self, functions);
  }

  /** Asks no more; goes on answering. Idempotent. */
  @Override
  public void close() {
    peers.close();
  }
}
