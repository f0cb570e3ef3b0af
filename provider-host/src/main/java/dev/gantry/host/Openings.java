package dev.gantry.host;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Numbers that never come again in a data folder, without a write for each: they begin with the
 * count of openings, which is stored once an opening.
 */
final class Openings {

  private static final int COUNTER_BITS = 40;

  private final long opening;
  private final AtomicLong revisions = new AtomicLong();
  private final AtomicLong replicas = new AtomicLong();

  Openings(long opening) {
    this.opening = opening;
  }

  long nextRevision() {
    return (opening << COUNTER_BITS) + revisions.incrementAndGet();
  }

  String nextReplicaId() {
    return opening + "-" + replicas.incrementAndGet();
  }
}
