package dev.gantry.gateway.scale;

/** Who changes the number of replicas by load. The REST API always may, and a call always wakes. */
public enum ScalingMode {
  /** The gateway, from its own counters; the default. Alerts change nothing. */
  INTERNAL,
  /** An Alertmanager that calls {@code /system/alert}; the gateway puts idle functions to rest. */
  ALERTMANAGER,
  /** Nobody, and nothing is put to rest. */
  OFF
}
