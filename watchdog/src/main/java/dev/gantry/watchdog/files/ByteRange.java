package dev.gantry.watchdog.files;

/**
 * Some bytes of a file, at least none.
 *
 * @param first where it begins
 * @param last its last byte; {@code first - 1} if it has none
 */
record ByteRange(long first, long last) {

  long length() {
    return last - first + 1;
  }

  /** As {@code Content-Range} says it (RFC 9110, section 14.4). */
  String ofAll(long length) {
    return "bytes " + first + "-" + last + "/" + length;
  }
}
