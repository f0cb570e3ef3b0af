package dev.gantry.gateway.edge;

import static dev.gantry.gateway.edge.RefusedRequest.malformed;

/**
 * The scheme and authority of a target in absolute-form, {@code http://name:port/path}.
 *
 * <p>RFC 9112, 3.2.2 lets it win over {@code Host}; two servers may follow two different ones, so
 * it is taken only when both say the same. After the authority only a path may follow, because a
 * query there is cut at different places by different parsers.
 */
final class AbsoluteTarget {

  private static final int LONGEST = 300;

  private final StringBuilder text = new StringBuilder(64);
  private int authorityStart;

  /** Takes an octet; false when the authority ended in front of it. */
  boolean take(byte octet) {
    if (authorityStart == 0) {
      return scheme(octet);
    }
    if (octet == '/' || octet == ' ') {
      return false;
    }
    append(octet);
    return true;
  }

  private boolean scheme(byte octet) {
    append(octet);
    if (text.toString().equals("http://") || text.toString().equals("https://")) {
      authorityStart = text.length();
    } else if (!"http://".startsWith(text.toString()) && !"https://".startsWith(text.toString())) {
      throw malformed("bad request target");
    }
    return true;
  }

  private void append(byte octet) {
    if (!Octets.is(octet, Octets.TARGET) || octet == '?' || text.length() == LONGEST) {
      throw malformed("bad request target");
    }
    text.append((char) Octets.lower(octet));
  }

  /** Whether it names the host of the {@code Host} field, whatever the case. */
  boolean isAt(byte[] host, int length) {
    return Octets.spell(host, length, text.substring(authorityStart));
  }
}
