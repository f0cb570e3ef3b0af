package dev.gantry.gateway.relay;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;

/** Copies the fields of a function's answer (contract 0 and 1.8). */
final class AnswerHead {

  private AnswerHead() {}

  /** Copies all but what was about the function's connection. */
  static void copy(MultiMap from, MultiMap to) {
    Fields.forEach(
        from,
        (name, value) -> {
          if (!HopByHop.isHopByHop(name)) {
            to.add(name, value);
          }
        });
    if (from.contains(HttpHeaders.CONNECTION)) {
      HopByHop.removeNamed(from.getAll(HttpHeaders.CONNECTION), to);
    }
  }

  /** Whether a status can be that of an answer: three digits, and not an interim one. */
  static boolean isFinal(int status) {
    return status >= 200 && status <= 999;
  }

  /** The length of the body that follows; -1 when the head gives none. */
  static long length(MultiMap head) {
    String text = head.get(HttpHeaders.CONTENT_LENGTH);
    try {
      return text == null ? -1 : Long.parseLong(text.strip());
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
