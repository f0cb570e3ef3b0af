package dev.gantry.watchdog.packaged;

import java.util.List;

/** What a {@link ScratchRoot} lets a process do. */
enum Room {
  /** A read-only root file system with a writable {@code /tmp}, and the network of this machine. */
  CLOSED,
  /** The same, but anything may be written that the user may write. */
  WRITABLE,
  /** A network of its own, where all ports are free. */
  OWN_NETWORK,
  /** Not even {@code /tmp} can be written to. */
  SEALED,
  /** Something else lies where the lock file belongs. */
  LOCK_TAKEN;

  String access() {
    return this == WRITABLE ? "rw" : "ro";
  }

  String tmpMode() {
    return this == SEALED ? "555" : "1777";
  }

  String lock() {
    return this == LOCK_TAKEN ? "taken" : "free";
  }

  List<String> namespaces() {
    return this == OWN_NETWORK ? List.of("--net") : List.of();
  }
}
