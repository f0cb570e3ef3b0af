package dev.gantry.tck.http;

import java.util.ArrayList;
import java.util.List;

/**
 * The table of malformed requests.
 *
 * <p>All are for {@code /function/echo} on {@code localhost}, where the text allows, so that they
 * can be sent to a watchdog and to a gateway alike.
 */
public final class MalformedRequests {

  /** A valid request, to be sent behind a malformed one: it must never be answered. */
  public static final String FOLLOWING =
      "GET /function/echo?smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n";

  private MalformedRequests() {}

  /** Every case; names are unique. */
  public static List<MalformedRequest> all() {
    List<MalformedRequest> all = new ArrayList<>();
    all.addAll(MalformedRequestLines.all());
    all.addAll(MalformedTargets.all());
    all.addAll(MalformedFields.all());
    all.addAll(MalformedHosts.all());
    all.addAll(MalformedLengths.all());
    all.addAll(MalformedChunks.all());
    return List.copyOf(all);
  }
}
