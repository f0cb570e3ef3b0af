package dev.gantry.watchdog.relay;

import dev.gantry.watchdog.http.Headers;
import dev.gantry.watchdog.http.HttpRequest;
import dev.gantry.watchdog.http.UpstreamConnection;
import java.util.Optional;

/** The head of a request as the function gets it. */
final class RequestCopy {

  private RequestCopy() {}

  /** Writes everything but the fields of the body and the end of the head; nothing is sent yet. */
  static void begin(
      HttpRequest request, String target, UpstreamAddress address, UpstreamConnection to) {
    to.begin(request.method(), target);
    Headers headers = request.headers();
    HopFields hop = HopFields.of(headers);
    boolean hasHost = false;
    for (Headers.Field field : headers.fields()) {
      if (hop.passes(field.name())) {
        to.field(field.name(), field.value());
        hasHost |= field.name().equalsIgnoreCase("Host");
      }
    }
    if (!hasHost) {
      to.field("Host", address.authority());
    }
  }

  /**
   * The protocol that the client wants to speak instead, if it may have it. HTTP/2 is not among
   * them: requests inside it would pass nobody's checks.
   */
  static Optional<String> upgrade(HttpRequest request) {
    if (!request.mayUpgrade()) {
      return Optional.empty();
    }
    String wanted = String.join(", ", request.headers().all("Upgrade"));
    return wanted.regionMatches(true, 0, "h2c", 0, 3) || wanted.contains(",")
        ? Optional.empty()
        : Optional.of(wanted);
  }
}
