package dev.gantry.gateway.edge;

import static dev.gantry.gateway.edge.RefusedRequest.malformed;

/** The end of a request line, from the protocol's name to the line feed (RFC 9112, 2.3). */
final class ProtocolVersion {

  private static final String NAME = "HTTP/";
  private static final int HTTP_1_0 = '1' << 16 | '.' << 8 | '0';
  private static final int HTTP_1_1 = '1' << 16 | '.' << 8 | '1';

  private int named;
  private int version;
  private boolean ending;

  void reset() {
    named = 0;
    version = 0;
    ending = false;
  }

  boolean isHttp10() {
    return version == HTTP_1_0;
  }

  /**
   * Takes an octet; true when the line has ended.
   *
   * @throws RefusedRequest with 505 if it is another version, otherwise 400
   */
  boolean take(byte octet) {
    if (named < NAME.length()) {
      if (octet != NAME.charAt(named++)) {
        throw malformed("bad protocol version");
      }
      return false;
    }
    if (ending) {
      return end(octet);
    }
    if (octet == Octets.CR && version != 0) {
      ending = true;
    } else if (Octets.isDigit(octet) || octet == '.') {
      // Three octets are a version; more than that fills the int and equals none.
      version = (version & 0xff000000) != 0 ? -1 : version << 8 | octet;
    } else {
      throw malformed("bad protocol version");
    }
    return false;
  }

  private boolean end(byte octet) {
    if (octet != Octets.LF) {
      throw malformed("carriage return without line feed");
    }
    if (version != HTTP_1_1 && version != HTTP_1_0) {
      throw new RefusedRequest(505, "only HTTP/1.1 and HTTP/1.0 are spoken here");
    }
    return true;
  }
}
