package dev.gantry.gateway.metrics;

import dev.gantry.api.FunctionName;

/** The counters of calls, one set a function. Thread-safe; nothing here blocks. */
public interface CallMeters {

  /** The meter of a function that exists, made when it is first asked for. */
  FunctionMeter of(FunctionName name);

  /**
   * Calls of a function that were answered since the start; 0 for one without a meter, which this
   * does not make.
   */
  default long answered(FunctionName name) {
    return of(name).answered();
  }

  /** Drops the series of a function that was removed. */
  void forget(FunctionName name);
}
