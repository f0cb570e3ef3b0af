package dev.gantry.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a gateway is, in the one form in which addresses are compared and kept: lower case, with a
 * scheme, without a slash at its end (contract 2.1).
 *
 * @param text such as {@code http://127.0.0.1:8080}
 */
public record GatewayAddress(String text) {

  /** What an address has to look like, as the end of the sentence "expected …". */
  public static final String EXPECTED =
      "the address of a gateway such as http://127.0.0.1:8080 or https://gateway.example.com";

  /** Where {@code gantry up} listens unless it is told otherwise. */
  public static final GatewayAddress USUAL = new GatewayAddress("http://127.0.0.1:8080");

  /**
   * @throws IllegalArgumentException if it is not in that form; {@link #parse} brings it there
   */
  public GatewayAddress {
    if (!isPlain(text)) {
      throw new IllegalArgumentException("address: " + text + " (expected: " + EXPECTED + ")");
    }
  }

  /**
   * Reads an address as people write it; {@code http://} is added when there is no scheme.
   *
   * @return empty if it is none
   */
  public static Optional<GatewayAddress> parse(String written) {
    String text = written.strip().toLowerCase(Locale.ROOT);
    String whole = text.contains("://") ? text : "http://" + text;
    String plain = whole.replaceFirst("/+$", "");
    return isPlain(plain) ? Optional.of(new GatewayAddress(plain)) : Optional.empty();
  }

  private static boolean isPlain(String text) {
    try {
      URI uri = new URI(text);
      return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
          && uri.getHost() != null
          && uri.getUserInfo() == null
          && uri.getQuery() == null
          && uri.getFragment() == null
          && !text.endsWith("/")
          && text.equals(text.toLowerCase(Locale.ROOT));
    } catch (URISyntaxException malformed) {
      return false;
    }
  }

  /** The address of a path below it; the path is already encoded. */
  public URI resolve(String path) {
    return URI.create(text + path);
  }

  /** The host without brackets. */
  public String host() {
    String host = URI.create(text).getHost();
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /** The port, the scheme's own when none was written. */
  public int port() {
    int port = URI.create(text).getPort();
    return port >= 0 ? port : isEncrypted() ? 443 : 80;
  }

  /** Whether what is sent can be read by nobody on the way. */
  public boolean isEncrypted() {
    return text.startsWith("https:");
  }

  /** Whether it is this machine, by its name or number; nothing is looked up. */
  public boolean isLoopback() {
    String host = host();
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || host.matches("127(\\.[0-9]{1,3}){3}")
        || host.equals("::1");
  }

  @Override
  public String toString() {
    return text;
  }
}
