package dev.gantry.watchdog.http;

/**
 * What a request is for (RFC 9112, section 3.2): a path on this server, or {@code *} for OPTIONS.
 *
 * @param path percent-encoded as sent, beginning with {@code /}; or {@code *}
 * @param query what stands behind {@code ?}; empty without one
 * @param authority the host and port of an absolute target, without {@code defaultPort}; empty for
 *     other forms
 * @param defaultPort the port of an absolute target's scheme, such as {@code :80}; empty for others
 */
record RequestTarget(String path, String query, String authority, String defaultPort) {

  /** Reads a target of visible ASCII. */
  static RequestTarget of(String method, String target) throws BadRequestException {
    if (method.equals("CONNECT")) {
      throw new BadRequestException(501, "there are no tunnels here");
    }
    if (target.charAt(0) == '/') {
      return split(target, "", "");
    }
    if (target.equals("*") && method.equals("OPTIONS")) {
      return new RequestTarget("*", "", "", "");
    }
    if (target.regionMatches(true, 0, "http://", 0, 7)) {
      return absolute(method, target, 7, ":80");
    }
    if (target.regionMatches(true, 0, "https://", 0, 8)) {
      return absolute(method, target, 8, ":443");
    }
    throw new BadRequestException(400, "the request target is neither a path nor a web address");
  }

  private static RequestTarget absolute(String method, String target, int from, String defaultPort)
      throws BadRequestException {
    int end = from;
    while (end < target.length() && target.charAt(end) != '/' && target.charAt(end) != '?') {
      end++;
    }
    String authority = withoutPort(target.substring(from, end), defaultPort);
    if (authority.isEmpty() || authority.charAt(0) == ':') {
      throw new BadRequestException(400, "the request target has no host");
    }
    Authority.check(authority);
    if (end == target.length() && method.equals("OPTIONS")) {
      return new RequestTarget("*", "", authority, defaultPort);
    }
    String rest = target.substring(end);
    return split(rest.startsWith("/") ? rest : "/" + rest, authority, defaultPort);
  }

  /**
   * Refuses a Host other than the target's own (RFC 9112 would ignore Host; a proxy that does not
   * would have seen another request).
   */
  void checkHost(String host) throws BadRequestException {
    if (!authority.isEmpty() && !authority.equalsIgnoreCase(withoutPort(host, defaultPort))) {
      throw new BadRequestException(400, "the request target and Host name different hosts");
    }
  }

  private static RequestTarget split(String target, String authority, String defaultPort) {
    int mark = target.indexOf('?');
    String path = mark < 0 ? target : target.substring(0, mark);
    String query = mark < 0 ? "" : target.substring(mark + 1);
    return new RequestTarget(path, query, authority, defaultPort);
  }

  private static String withoutPort(String authority, String defaultPort) {
    return authority.endsWith(defaultPort)
        ? authority.substring(0, authority.length() - defaultPort.length())
        : authority;
  }
}
