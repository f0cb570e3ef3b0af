package dev.gantry.watchdog.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the function listens.
 *
 * @param socket the path of a Unix socket; empty for TCP
 * @param host a name or an address, without brackets; empty for a Unix socket
 * @param port 0 for a Unix socket
 * @param authority what {@code Host} says to a function whose client has not said it
 * @param base put in front of every path, without a slash at its end; usually empty
 */
public record UpstreamAddress(String socket, String host, int port, String authority, String base) {

  /** None at all, where a bad one was refused. */
  public static final UpstreamAddress NONE = new UpstreamAddress("", "", 0, "", "");

  private static final String EXPECTED =
      "http://host:port, http://host:port/base or unix:/path/to.sock";

  private static final String UNIX = "unix:";

  /** {@code sockaddr_un} has room for 108 bytes, with a zero at the end. */
  private static final int LONGEST_PATH = 107;

  /** Whether a text is such an address. */
  public sealed interface Reading {
    /** It is. */
    record Valid(UpstreamAddress address) implements Reading {}

    /** It is not; {@code expected} ends the sentence "expected …". */
    record Unusable(String expected) implements Reading {}
  }

  /** Reads an address. */
  public static Reading read(String text) {
    if (text.startsWith(UNIX)) {
      return unix(text.substring(UNIX.length()));
    }
    try {
      return web(new URI(text));
    } catch (URISyntaxException e) {
      return new Reading.Unusable(EXPECTED);
    }
  }

  private static Reading unix(String path) {
    if (!path.startsWith("/") || path.indexOf('\0') >= 0) {
      return new Reading.Unusable(EXPECTED);
    }
    if (path.getBytes(UTF_8).length > LONGEST_PATH) {
      return new Reading.Unusable("a socket's path of at most " + LONGEST_PATH + " bytes");
    }
    try {
      var _ = UnixDomainSocketAddress.of(path);
    } catch (InvalidPathException e) {
      return new Reading.Unusable("a path that this system's locale can express");
    }
    return new Reading.Valid(new UpstreamAddress(path, "", 0, "localhost", ""));
  }

  private static Reading web(URI uri) {
    if ("https".equalsIgnoreCase(uri.getScheme())) {
      return new Reading.Unusable(
          "http://host:port, because the function runs beside the watchdog and TLS is not spoken");
    }
    boolean isPlain =
        "http".equalsIgnoreCase(uri.getScheme())
            && uri.getHost() != null
            && uri.getPort() != 0
            && uri.getPort() <= 65_535
            && uri.getRawUserInfo() == null
            && uri.getRawQuery() == null
            && uri.getRawFragment() == null;
    if (!isPlain || !isAscii(uri.toString())) {
      return new Reading.Unusable(EXPECTED);
    }
    String host = uri.getHost().startsWith("[") ? withoutBrackets(uri.getHost()) : uri.getHost();
    String path = uri.getRawPath();
    String base = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    int port = uri.getPort() < 0 ? 80 : uri.getPort();
    return new Reading.Valid(new UpstreamAddress("", host, port, uri.getRawAuthority(), base));
  }

  private static String withoutBrackets(String host) {
    return host.substring(1, host.length() - 1);
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(letter -> letter > ' ' && letter < 0x7f);
  }

  boolean isUnix() {
    return !socket.isEmpty();
  }

  /** What to connect to, one after the other; asks the resolver if it is a name. */
  List<SocketAddress> candidates() throws IOException {
    if (isUnix()) {
      return List.of(UnixDomainSocketAddress.of(socket));
    }
    List<SocketAddress> found = new ArrayList<>();
    for (InetAddress address : InetAddress.getAllByName(host)) {
      found.add(new InetSocketAddress(address, port));
    }
    return found;
  }

  /**
   * Whether a failure to connect may be over soon, because the function has as many connections
   * waiting as its queue takes. TCP tries again by itself then; a Unix socket fails at once, as it
   * does, with the same exception, where there is none or it may not be used.
   */
  boolean isBusy(@Nullable Throwable failure) {
    return isUnix()
        && failure instanceof SocketException
        && !(failure instanceof ConnectException)
        && Files.isWritable(Path.of(socket));
  }

  /** The target of a request for a path and a query. */
  String target(String path, String query) {
    String full = base.isEmpty() || path.equals("*") ? path : base + path;
    return query.isEmpty() ? full : full + "?" + query;
  }
}
