package dev.gantry.tck.http;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * One request that is refused, complete enough to be refused without waiting for more.
 *
 * <p>The refusing server answers {@code status} once and closes the connection; whatever follows
 * the request on the same connection is never answered. A server that hands bodies on while they
 * come refuses a bad body when it is read, so the function behind has to read it.
 *
 * @param name what is wrong, in words
 * @param text the bytes, one character each (ISO 8859-1)
 * @param status what the watchdog answers before it closes the connection
 * @param proxy what a proxy in front has to do
 */
public record MalformedRequest(String name, String text, int status, ProxyDuty proxy) {

  /** The bytes to send. */
  public byte[] bytes() {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** The name alone, which is what a parameterized test shows. */
  @Override
  public String toString() {
    return name;
  }

  /** Refused by the server and by the proxy with the same status. */
  static MalformedRequest refused(String name, int status, String text) {
    return refused(name, status, Set.of(status), text);
  }

  /** Refused by both; the proxy may choose among some statuses. */
  static MalformedRequest refused(String name, int status, Set<Integer> proxy, String text) {
    return new MalformedRequest(name, text, status, new ProxyDuty.Refuse(proxy));
  }

  /** Refused by the server; a proxy writes it anew, which makes it harmless. */
  static MalformedRequest forwarded(String name, int status, String text) {
    return new MalformedRequest(name, text, status, new ProxyDuty.ForwardOne());
  }
}
