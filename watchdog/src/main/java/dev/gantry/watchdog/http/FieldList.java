package dev.gantry.watchdog.http;

/** Values that are lists with commas (RFC 9110, section 5.6.1). */
public final class FieldList {

  private FieldList() {}

  /** Whether a token is a member of a list, without regard to case. */
  public static boolean contains(String list, String token) {
    int from = 0;
    while (from <= list.length()) {
      int comma = list.indexOf(',', from);
      int to = comma < 0 ? list.length() : comma;
      if (isMember(list, from, to, token)) {
        return true;
      }
      from = to + 1;
    }
    return false;
  }

  private static boolean isMember(String list, int begin, int end, String token) {
    int from = begin;
    int to = end;
    while (from < to && Octets.isBlank(list.charAt(from))) {
      from++;
    }
    while (from < to && Octets.isBlank(list.charAt(to - 1))) {
      to--;
    }
    return to - from == token.length() && list.regionMatches(true, from, token, 0, token.length());
  }
}
