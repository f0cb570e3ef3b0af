package dev.gantry.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Locale;

/**
 * One change of a function's replicas and its reason: an element of {@code GET
 * /system/scaling/NAME}, a log line and a count in the metrics.
 *
 * @param at when it was carried out
 * @param action what was done
 * @param signal what asked for it
 * @param from replicas before: those that took calls for a rest, those that should be otherwise
 * @param to replicas after, in the same sense; a wake says how many there will be at least
 * @param why one phrase for people
 */
public record ScalingDecision(
    Instant at, Action action, Signal signal, int from, int to, String why) {

  /** What was done. */
  public enum Action {
    /** More replicas. */
    @JsonProperty("up")
    UP,
    /** Fewer replicas. */
    @JsonProperty("down")
    DOWN,
    /** All replicas were frozen where they are. */
    @JsonProperty("pause")
    PAUSE,
    /** All replicas were stopped and kept. */
    @JsonProperty("stop")
    STOP,
    /** No replica is left. */
    @JsonProperty("zero")
    ZERO,
    /** A resting function was brought back. */
    @JsonProperty("wake")
    WAKE;

    /** As JSON and metrics say it. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What asked for it. */
  public enum Signal {
    /** Calls a second. */
    @JsonProperty("calls")
    CALLS,
    /** Calls in flight, running and waiting. */
    @JsonProperty("inflight")
    INFLIGHT,
    /** Processor time of the replicas. */
    @JsonProperty("cpu")
    CPU,
    /** An alert of an Alertmanager. */
    @JsonProperty("alert")
    ALERT,
    /** The REST API. */
    @JsonProperty("api")
    API,
    /** Nobody called for a while. */
    @JsonProperty("idle")
    IDLE,
    /** A call came for a function that rested. */
    @JsonProperty("call")
    CALL;

    /** As JSON and metrics say it. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
