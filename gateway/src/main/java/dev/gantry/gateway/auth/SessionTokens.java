package dev.gantry.gateway.auth;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/**
 * Makes and judges the tokens that stand for a password that was right once. A token is {@code
 * 1.EXPIRY.NONCE.SIGNATURE}, signed with a key derived from user and password: every gateway that
 * was given the same credentials takes it, nothing has to be remembered, and none is good after the
 * password has changed (ADR 0021). Thread-safe; never blocks.
 */
final class SessionTokens {

  /** How long a token is good. */
  static final Duration LIFE = Duration.ofHours(12);

  /** Longer than any token of ours. */
  private static final int LONGEST = 200;

  private static final String VERSION = "1";
  private static final int NONCE_BYTES = 12;
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final SharedKey key;
  private final Clock clock;
  private final SecureRandom random;

  SessionTokens(String user, String password, Clock clock, SecureRandom random) {
    this.key = new SharedKey("session", user, password);
    this.clock = clock;
    this.random = random;
  }

  /** A new token, good for {@link #LIFE}. */
  String issue() {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    Instant expiry = clock.instant().plus(LIFE);
    String content = VERSION + "." + expiry.getEpochSecond() + "." + BASE64.encodeToString(nonce);
    return content + "." + key.sign(content);
  }

  /** Whether a token was signed with our key and has not expired. */
  boolean isValid(String token) {
    int end = token.lastIndexOf('.');
    if (end < 0 || token.length() > LONGEST) {
      return false;
    }
    String content = token.substring(0, end);
    // The signature first: what follows reads only what one of us has written.
    if (!key.isSignature(token.substring(end + 1), content)) {
      return false;
    }
    String[] parts = content.split("\\.", -1);
    return parts.length == 3
        && parts[0].equals(VERSION)
        && clock.instant().getEpochSecond() < Long.parseLong(parts[1]);
  }
}
