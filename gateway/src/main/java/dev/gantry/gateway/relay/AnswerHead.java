package dev.gantry.gateway.relay;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.Map;

/** Writes the fields of the answer to a client (contract 0 and 1.8). */
final class AnswerHead {

  static final String CALL_ID = "X-Call-Id";
  static final String START_TIME = "X-Start-Time";
  static final String SERVED_BY = "X-Served-By";

  private AnswerHead() {}

  /** Copies what the function sent, without what was about its connection. */
  static void copy(MultiMap from, MultiMap to) {
    for (Map.Entry<String, String> field : from) {
      if (!HopByHop.isHopByHop(field.getKey())) {
        to.add(field.getKey(), field.getValue());
      }
    }
    if (from.contains(HttpHeaders.CONNECTION)) {
      HopByHop.removeNamed(from.getAll(HttpHeaders.CONNECTION), to);
    }
  }

  /** Adds the gateway's own fields where the function has not set them. */
  static void addOwn(MultiMap to, String callId, String startTime, String servedBy) {
    if (!to.contains(CALL_ID)) {
      to.set(CALL_ID, callId);
    }
    if (!to.contains(START_TIME)) {
      to.set(START_TIME, startTime);
    }
    if (!to.contains(SERVED_BY)) {
      to.set(SERVED_BY, servedBy);
    }
  }
}
