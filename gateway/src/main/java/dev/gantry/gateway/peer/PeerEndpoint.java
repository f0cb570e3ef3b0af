package dev.gantry.gateway.peer;

import dev.gantry.api.FunctionName;
import dev.gantry.api.ScalingDecision;
import dev.gantry.gateway.endpoint.Endpoint;
import dev.gantry.gateway.endpoint.EndpointRequest;
import dev.gantry.gateway.endpoint.EndpointResponse;
import dev.gantry.gateway.replica.Hold;
import dev.gantry.gateway.replica.ReplicaTable;
import dev.gantry.provider.ReplicaWatcher.Withdrawal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Answers the questions of peers at {@code POST /peers}, beside what else its listener serves. A
 * question is in a header and signed; no body is ever read. Who has no key learns nothing and
 * changes nothing, and is told no reason. Thread-safe.
 */
final class PeerEndpoint implements Endpoint {

  static final String PATH = "/peers";
  static final String HEADER = "Gantry-Peer";

  /** How long a withdrawn replica stays out without being asked for again. */
  static final Duration HOLD = Duration.ofSeconds(5);

  /** The longest that one question is kept waiting; who asked asks again. */
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private static final EndpointResponse REFUSED =
      EndpointResponse.text(403, "here gateways talk to each other");

  private final String self;
  private final PeerSeal seal;
  private final ReplicaTable table;
  private final Supplier<Loads> loads;
  private final BiConsumer<FunctionName, ScalingDecision> decisions;
  private final Endpoint others;

  /**
   * @param self this gateway
   * @param loads what this gateway has counted
   * @param decisions hears of what others decided
   * @param others answers what is not for gateways
   */
  PeerEndpoint(
      String self,
      PeerSeal seal,
      ReplicaTable table,
      Supplier<Loads> loads,
      BiConsumer<FunctionName, ScalingDecision> decisions,
      Endpoint others) {
    this.self = self;
    this.seal = seal;
    this.table = table;
    this.loads = loads;
    this.decisions = decisions;
    this.others = others;
  }

  @Override
  public Optional<EndpointResponse> refuseEarly(EndpointRequest head) {
    if (!head.path().equals(PATH)) {
      return others.refuseEarly(head);
    }
    if (!head.method().equals("POST")) {
      return Optional.of(
          EndpointResponse.text(405, "this path takes POST").with(Map.of("Allow", "POST")));
    }
    return head.header(HEADER).filter(seal::isGenuine).isPresent()
        ? Optional.empty()
        : Optional.of(REFUSED);
  }

  @Override
  public boolean readsBody(EndpointRequest head) {
    return !head.path().equals(PATH) && others.readsBody(head);
  }

  @Override
  public EndpointResponse answer(EndpointRequest request) throws InterruptedException {
    if (!request.path().equals(PATH)) {
      return others.answer(request);
    }
    Optional<EndpointResponse> refusal = refuseEarly(request);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    Optional<PeerSeal.Sealed> sealed = request.header(HEADER).flatMap(seal::open);
    if (sealed.isEmpty() || !isForUs(sealed.get().question())) {
      return REFUSED;
    }
    EndpointResponse.Whole answer = EndpointResponse.json(200, answer(sealed.get().question()));
    return answer.with(Map.of(HEADER, seal.sign(sealed.get(), answer.body())));
  }

  /** A question that changes something names whom it is for, so that it cannot be sent on. */
  private boolean isForUs(Question question) {
    return question.kind() == Question.Kind.LOADS || question.to().equals(self);
  }

  private Object answer(Question question) throws InterruptedException {
    return switch (question.kind()) {
      case LOADS -> loads.get();
      case WITHDRAW -> withdraw(question);
      case RELEASE -> {
        table.release(question.function(), question.replica(), hold(question, Duration.ZERO));
        yield new Confirmation(0);
      }
      case DECIDED -> {
        ScalingDecision decision = question.decision();
        if (decision != null) {
          decisions.accept(question.function(), decision);
        }
        yield new Confirmation(0);
      }
    };
  }

  private Confirmation withdraw(Question question) throws InterruptedException {
    Duration limit = question.limit().compareTo(LONGEST) > 0 ? LONGEST : question.limit();
    Withdrawal withdrawal =
        table.hold(
            question.function(), question.replica(), hold(question, HOLD.plus(limit)), limit);
    return new Confirmation(withdrawal instanceof Withdrawal.Busy busy ? busy.callsInFlight() : 0);
  }

  private static Hold hold(Question question, Duration time) {
    return new Hold(question.from(), question.turn(), System.nanoTime() + time.toNanos());
  }

  /**
   * The replica takes no further call here.
   *
   * @param callsInFlight how many are still in it
   */
  record Confirmation(int callsInFlight) {}
}
