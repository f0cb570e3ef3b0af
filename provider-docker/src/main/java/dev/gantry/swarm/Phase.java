package dev.gantry.swarm;

import java.util.Locale;

/** How far one generation of a function has come; written with the service's version checked. */
enum Phase {
  /** Its replicas have to become ready before it replaces the generation before. */
  TRIAL,
  /** It is the function; what is older goes. */
  CURRENT,
  /** Its replicas did not become ready; it goes. */
  ROLLED_BACK,
  /** The function was removed. */
  REMOVED;

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Phase of(String label) {
    for (Phase phase : values()) {
      if (phase.label().equals(label)) {
        return phase;
      }
    }
    return CURRENT;
  }
}
