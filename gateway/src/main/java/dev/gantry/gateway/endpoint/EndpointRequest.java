package dev.gantry.gateway.endpoint;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request that is not a call of a function, read whole.
 *
 * @param method as sent
 * @param path percent-decoded, without the query
 * @param query parameters, percent-decoded, in order
 * @param headers names in lower case
 * @param body at most {@link #BODY_LIMIT} bytes; the edge answers 413 for more
 * @param client who is at the other end of the connection
 * @param secure whether it came over TLS
 */
@SuppressWarnings("ArrayRecordComponent") // read once, compared by nobody
public record EndpointRequest(
    String method,
    String path,
    Map<String, List<String>> query,
    Map<String, List<String>> headers,
    byte[] body,
    InetAddress client,
    boolean secure) {

  /** Bytes a body may have. */
  public static final int BODY_LIMIT = 4 << 20;

  /** The last value of a query parameter; repeated ones override. */
  public Optional<String> parameter(String name) {
    return Optional.ofNullable(query.get(name)).map(List::getLast);
  }

  /** The first value of a header. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT))).map(List::getFirst);
  }

  /** Method and path: bodies and credentials do not belong in logs. */
  @Override
  public String toString() {
    return method + " " + path;
  }
}
