package dev.gantry.watchdog.files;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which parts of a file a client asks for (RFC 9110, section 14). */
final class RequestedRanges {

  /** More are not worth their heads: the whole file is sent. */
  private static final int MOST = 16;

  /** Fewer digits than would overflow. */
  private static final int MOST_DIGITS = 18;

  private RequestedRanges() {}

  /**
   * Reads {@code Range}. What is malformed, of another unit, too much or overlapping counts as not
   * sent, which the RFC allows.
   *
   * @param lines the field's values
   * @param length of the file
   * @return the parts in the order asked for; none of them if the file is too short for all; absent
   *     if the whole file is to be sent
   */
  static Optional<List<ByteRange>> of(List<String> lines, long length) {
    if (lines.size() != 1 || !lines.getFirst().regionMatches(true, 0, "bytes=", 0, 6)) {
      return Optional.empty();
    }
    List<ByteRange> found = new ArrayList<>();
    int count = 0;
    for (String part : lines.getFirst().substring(6).split(",", -1)) {
      String text = part.strip();
      if (!text.isEmpty()) {
        Optional<ByteRange> range = range(text, length);
        if (range.isEmpty() || ++count > MOST) {
          return Optional.empty();
        }
        if (range.get().first() < length) {
          found.add(range.get());
        }
      }
    }
    return count == 0 || overlap(found) ? Optional.empty() : Optional.of(found);
  }

  /** One range, within the file unless it begins behind it; absent if it is none. */
  private static Optional<ByteRange> range(String text, long length) {
    int dash = text.indexOf('-');
    if (dash < 0) {
      return Optional.empty();
    }
    long first = number(text.substring(0, dash));
    long last = number(text.substring(dash + 1));
    boolean hasLast = dash < text.length() - 1;
    if (dash == 0) {
      return suffix(last, hasLast, length);
    }
    if (first < 0 || (hasLast && last < first)) {
      return Optional.empty();
    }
    return Optional.of(new ByteRange(first, hasLast ? Math.min(last, length - 1) : length - 1));
  }

  private static Optional<ByteRange> suffix(long count, boolean isGiven, long length) {
    if (!isGiven || count < 0 || (length == 0 && count > 0)) {
      return Optional.empty(); // all of an empty file has no range
    }
    return Optional.of(new ByteRange(length - Math.min(count, length), length - 1));
  }

  /** -1 for what is no number; so large a one as needed for what is too long. */
  private static long number(String digits) {
    for (int i = 0; i < digits.length(); i++) {
      if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
        return -1;
      }
    }
    if (digits.isEmpty()) {
      return -1;
    }
    return digits.length() > MOST_DIGITS ? Long.MAX_VALUE : Long.parseLong(digits);
  }

  private static boolean overlap(List<ByteRange> ranges) {
    List<ByteRange> sorted = new ArrayList<>(ranges);
    sorted.sort(Comparator.comparingLong(ByteRange::first));
    for (int i = 1; i < sorted.size(); i++) {
      if (sorted.get(i).first() <= sorted.get(i - 1).last()) {
        return true;
      }
    }
    return false;
  }
}
