package dev.gantry.watchdog.files;

import java.util.List;

/** The lists of {@code If-Match} and {@code If-None-Match} (RFC 9110, section 13.1). */
final class EntityTags {

  private EntityTags() {}

  /**
   * Whether one of them is that of the file. What stands behind a mistake is not read.
   *
   * @param lines the field's values, at least one
   * @param tag strong, with its quotes
   * @param takesWeak whether {@code W/} in front makes no difference
   */
  static boolean contain(List<String> lines, String tag, boolean takesWeak) {
    String list = String.join(",", lines);
    return list.equals("*") || contain(list, tag, takesWeak);
  }

  private static boolean contain(String list, String tag, boolean takesWeak) {
    int at = skipBetween(list, 0);
    while (at < list.length()) {
      boolean isWeak = list.startsWith("W/", at);
      int start = isWeak ? at + 2 : at;
      int end = list.startsWith("\"", start) ? list.indexOf('"', start + 1) : -1;
      if (end < 0) {
        return false;
      }
      boolean isSame = list.substring(start, end + 1).equals(tag);
      if (isSame && (takesWeak || !isWeak)) {
        return true;
      }
      at = skipBetween(list, end + 1);
    }
    return false;
  }

  private static int skipBetween(String list, int from) {
    int at = from;
    while (at < list.length() && " \t,".indexOf(list.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }
}
