package dev.gantry.gateway.route;

/** Where a request goes, read off its target alone. */
public sealed interface Route {

  /**
   * A call of a function.
   *
   * @param function the name as it stands in the address: {@code fn} or {@code fn.namespace}; only
   *     letters, digits, {@code -}, {@code _} and {@code .}, so it may be shown in an answer
   * @param target what the function sees: the rest of the path and the query, exactly as sent
   */
  record Call(String function, String target) implements Route {}

  /** A call that is to be queued. */
  record AsynchronousCall() implements Route {}

  /** Anything else. */
  record Other() implements Route {}

  AsynchronousCall ASYNCHRONOUS = new AsynchronousCall();
  Other OTHER = new Other();

  String FUNCTION_PREFIX = "/function/";
  String ASYNCHRONOUS_PREFIX = "/async-function/";

  /**
   * Routes by the request target. Nothing is decoded or normalised, so what is compared here is
   * what is forwarded.
   *
   * @param target origin form or absolute form; anything else is {@link Other}
   */
  static Route of(String target) {
    String origin = originForm(target);
    if (origin.startsWith(FUNCTION_PREFIX)) {
      return call(origin);
    }
    return origin.startsWith(ASYNCHRONOUS_PREFIX) ? ASYNCHRONOUS : OTHER;
  }

  /**
   * Routes {@code POST /} with the header {@code X-Function}, as clients of 2017 send it.
   *
   * @param function the header's value
   */
  static Route ofHeader(String function, String target) {
    return isName(function, 0, function.length()) && !function.isEmpty()
        ? new Call(function, originForm(target))
        : OTHER;
  }

  /** Whether a target is the root, with or without a query. */
  static boolean isRoot(String target) {
    String origin = originForm(target);
    return origin.equals("/") || origin.startsWith("/?");
  }

  /** The path and query of a target in absolute form (RFC 9112, 3.2.2); others as they are. */
  static String originForm(String target) {
    if (target.startsWith("/")) {
      return target;
    }
    int authority = target.indexOf("://");
    if (authority < 0) {
      return target;
    }
    int end = authority + 3;
    while (end < target.length() && target.charAt(end) != '/' && target.charAt(end) != '?') {
      end++;
    }
    return rooted(target.substring(end));
  }

  private static Route call(String origin) {
    int start = FUNCTION_PREFIX.length();
    int end = start;
    while (end < origin.length() && origin.charAt(end) != '/' && origin.charAt(end) != '?') {
      end++;
    }
    if (end == start || !isName(origin, start, end)) {
      return OTHER;
    }
    return new Call(origin.substring(start, end), rooted(origin.substring(end)));
  }

  private static String rooted(String rest) {
    return rest.startsWith("/") ? rest : "/" + rest;
  }

  private static boolean isName(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      boolean allowed =
          (c >= 'a' && c <= 'z')
              || (c >= '0' && c <= '9')
              || (c >= 'A' && c <= 'Z')
              || c == '-'
              || c == '.'
              || c == '_';
      if (!allowed) {
        return false;
      }
    }
    return true;
  }
}
