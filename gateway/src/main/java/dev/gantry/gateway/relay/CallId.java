package dev.gantry.gateway.relay;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Makes call ids: random UUIDs. They tell calls apart and are no secrets, so speed decides. */
final class CallId {

  private static final long VERSION_4 = 0x4000L;
  private static final long VARIANT = 0x8000000000000000L;

  private CallId() {}

  static String next() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long high = (random.nextLong() & ~0xF000L) | VERSION_4;
    long low = (random.nextLong() >>> 2) | VARIANT;
    return new UUID(high, low).toString();
  }
}
