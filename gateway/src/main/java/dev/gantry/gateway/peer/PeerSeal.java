package dev.gantry.gateway.peer;

import dev.gantry.api.ApiJson;
import dev.gantry.api.InvalidJsonException;
import dev.gantry.gateway.auth.SharedKey;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Signs questions and answers, and judges them. A question is {@code
 * 1.MILLIS.NONCE.CONTENT.SIGNATURE}: good for a minute, at one gateway, and once. The signature of
 * an answer has the question's nonce in it, so that none can be kept for later. Thread-safe; never
 * blocks.
 */
final class PeerSeal {

  /** How old a question may be, and how far clocks may differ. */
  static final Duration LIFE = Duration.ofMinutes(1);

  /** Longer than any question of ours. */
  private static final int LONGEST = 4096;

  private static final int NONCE_BYTES = 16;
  private static final int PARTS = 5;
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final SharedKey key;
  private final Clock clock;
  private final SecureRandom random;

  /**
   * The nonces that were used, and when they may be forgotten. Only who has the key adds to it, so
   * it is as long as gateways are busy.
   */
  private final Map<String, Long> used = new ConcurrentHashMap<>();

  PeerSeal(SharedKey key, Clock clock, SecureRandom random) {
    this.key = key;
    this.clock = clock;
    this.random = random;
  }

  /**
   * A question that was read, or is to be sent.
   *
   * @param nonce what its answer is signed with
   * @param text as it is sent
   */
  record Sealed(Question question, String nonce, String text) {}

  Sealed seal(Question question) {
    byte[] bytes = new byte[NONCE_BYTES];
    random.nextBytes(bytes);
    String nonce = BASE64.encodeToString(bytes);
    String content =
        "1." + clock.millis() + "." + nonce + "." + BASE64.encodeToString(ApiJson.write(question));
    return new Sealed(question, nonce, content + "." + key.sign("question " + content));
  }

  /** Whether a text is a question of somebody with the key, not too old; it may have been used. */
  boolean isGenuine(String text) {
    int end = text.lastIndexOf('.');
    if (end < 0 || text.length() > LONGEST) {
      return false;
    }
    String content = text.substring(0, end);
    // The signature first: what follows reads only what one of us has written.
    if (!key.isSignature(text.substring(end + 1), "question " + content)) {
      return false;
    }
    String[] parts = text.split("\\.", -1);
    return parts.length == PARTS
        && parts[0].equals("1")
        && Math.abs(clock.millis() - Long.parseLong(parts[1])) < LIFE.toMillis();
  }

  /** Reads a question, once; empty for one that is not genuine or was read before. */
  Optional<Sealed> open(String text) {
    if (!isGenuine(text)) {
      return Optional.empty();
    }
    String[] parts = text.split("\\.", -1);
    long now = clock.millis();
    used.values().removeIf(forget -> forget < now);
    if (used.putIfAbsent(parts[2], now + 2 * LIFE.toMillis()) != null) {
      return Optional.empty();
    }
    try {
      byte[] json = Base64.getUrlDecoder().decode(parts[3]);
      return Optional.of(new Sealed(ApiJson.read(json, Question.class), parts[2], text));
    } catch (InvalidJsonException otherVersion) {
      return Optional.empty();
    }
  }

  /** The signature of the answer to a question. */
  String sign(Sealed question, byte[] answer) {
    return key.sign(signed(question, answer));
  }

  /** Whether an answer is one to this question, of somebody with the key. */
  boolean isAnswer(Sealed question, byte[] answer, String signature) {
    return key.isSignature(signature, signed(question, answer));
  }

  private static String signed(Sealed question, byte[] answer) {
    return "answer " + question.nonce() + " " + new String(answer, StandardCharsets.UTF_8);
  }
}
