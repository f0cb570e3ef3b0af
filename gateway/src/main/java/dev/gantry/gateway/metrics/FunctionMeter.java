package dev.gantry.gateway.metrics;

import dev.gantry.api.ScaleSettings;
import dev.gantry.api.ScalingDecision;

/** Counts the calls of one function. Thread-safe and wait-free: it is on the path of every call. */
public interface FunctionMeter {

  /** A call came in. */
  void started();

  /**
   * A call ended; called once for each {@link #started}.
   *
   * @param status what the client was answered; 499 when it went away before an answer
   * @param nanos from the call's arrival to the end of its answer
   */
  void ended(int status, long nanos);

  /** A call had to wait for a replica to be started or woken. */
  void coldStart();

  /** How many replicas take calls and how many there should be, whenever that changes. */
  void replicas(int ready, int desired);

  /** How the function is scaled, whenever that changes. */
  void scaling(ScaleSettings settings);

  /** A decision of scaling was carried out. */
  void decided(ScalingDecision decision);

  /** Calls in flight now. */
  int inFlight();

  /** Calls that were answered with any status since the start. */
  long answered();

  /** Calls that came in since the start. */
  long arrived();

  /** Calls that were answered with a status from 200 to 299 since the start. */
  long succeeded();

  /** How many replicas take calls, as it was last told. */
  int readyReplicas();

  /** What was counted up to now; a call that ends meanwhile may be in part of it only. */
  CallTotals totals();
}
