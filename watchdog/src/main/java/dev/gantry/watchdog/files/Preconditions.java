package dev.gantry.watchdog.files;

import dev.gantry.watchdog.http.Headers;
import java.util.List;
import java.util.OptionalLong;

/** What a client wants to be true before it takes a file (RFC 9110, section 13). */
final class Preconditions {

  private final Headers headers;
  private final String tag;
  private final long modified;
  private final long now;

  /** What to do. */
  enum Verdict {
    /** Send it. */
    SEND,
    /** 304: the client has it. */
    NOT_MODIFIED,
    /** 412: it is not what the client means. */
    FAILED
  }

  /**
   * Holds a request against a file.
   *
   * @param modified what {@code Last-Modified} says, in seconds of the epoch
   * @param now in seconds of the epoch
   */
  Preconditions(Headers headers, String tag, long modified, long now) {
    this.headers = headers;
    this.tag = tag;
    this.modified = modified;
    this.now = now;
  }

  /** In the order of RFC 9110, section 13.2.2; for GET and HEAD. */
  Verdict verdict() {
    List<String> match = headers.all("If-Match");
    if (match.isEmpty()) {
      OptionalLong until = date("If-Unmodified-Since");
      if (until.isPresent() && modified > until.getAsLong()) {
        return Verdict.FAILED;
      }
    } else if (!EntityTags.contain(match, tag, false)) {
      return Verdict.FAILED;
    }
    return isKnown() ? Verdict.NOT_MODIFIED : Verdict.SEND;
  }

  /**
   * Whether a part may be sent: {@code If-Range} is absent, or names this very file. A date does
   * that only if the file was not changed again in the second that it stands for.
   */
  boolean allowParts() {
    List<String> lines = headers.all("If-Range");
    if (lines.isEmpty()) {
      return true;
    }
    String validator = lines.getFirst();
    if (lines.size() > 1 || validator.startsWith("W/")) {
      return false;
    }
    if (validator.startsWith("\"")) {
      return validator.equals(tag);
    }
    OptionalLong date = DateField.read(validator, now);
    return date.isPresent() && date.getAsLong() == modified && modified < now - 1;
  }

  private boolean isKnown() {
    List<String> noneMatch = headers.all("If-None-Match");
    if (!noneMatch.isEmpty()) {
      return EntityTags.contain(noneMatch, tag, true);
    }
    OptionalLong since = date("If-Modified-Since");
    return since.isPresent() && modified <= since.getAsLong();
  }

  private OptionalLong date(String name) {
    List<String> lines = headers.all(name);
    return lines.size() == 1 ? DateField.read(lines.getFirst(), now) : OptionalLong.empty();
  }
}
