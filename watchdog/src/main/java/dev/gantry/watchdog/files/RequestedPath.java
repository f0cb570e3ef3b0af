package dev.gantry.watchdog.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gantry.watchdog.http.BadRequestException;
import dev.gantry.watchdog.mode.PercentText;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The path of a request as names below the public folder.
 *
 * <p>It is cut at its slashes first and decoded afterwards, once. So an encoded slash is part of a
 * name, which no file has, and {@code %252e} is the name {@code %2e}. Names that begin with a dot
 * are nobody's business: {@code .git} and {@code .env}, and with them {@code .} and {@code ..}.
 *
 * @param names decoded, at least one character each, never beginning with a dot but for {@code
 *     .well-known}
 * @param isFolder whether the path ends with a slash
 * @param lastAsSent the last name as the client wrote it; empty for the folder itself
 */
record RequestedPath(List<String> names, boolean isFolder, String lastAsSent) {

  /** The folder of RFC 8615, which is meant for the public. */
  private static final String WELL_KNOWN = ".well-known";

  /** No file system has longer names. */
  private static final int LONGEST_NAME = 255;

  /** Linux takes no longer path ({@code PATH_MAX}). */
  private static final int LONGEST_PATH = 4096;

  RequestedPath {
    names = List.copyOf(names);
  }

  /**
   * Reads a path.
   *
   * @param path as sent, beginning with a slash
   * @return empty if no file can have such a path
   * @throws BadRequestException 400 if a percent sign begins no octet, or for a NUL
   */
  static Optional<RequestedPath> of(String path) throws BadRequestException {
    List<String> names = new ArrayList<>();
    boolean isPossible = path.length() <= 3 * LONGEST_PATH;
    String last = "";
    int start = 1;
    while (start < path.length()) {
      int slash = path.indexOf('/', start);
      int end = slash < 0 ? path.length() : slash;
      last = path.substring(start, end);
      Optional<String> name = text(octets(last));
      isPossible &= name.isPresent() && isPublic(name.get());
      names.add(name.orElse(""));
      start = end + 1;
    }
    RequestedPath requested = new RequestedPath(names, path.endsWith("/"), last);
    return isPossible ? Optional.of(requested) : Optional.empty();
  }

  /** A file in the folder that is asked for. */
  RequestedPath with(String name) {
    List<String> longer = new ArrayList<>(names);
    longer.add(name);
    return new RequestedPath(longer, false, name);
  }

  private static boolean isPublic(String name) {
    return !name.isEmpty()
        && (name.charAt(0) != '.' || name.equals(WELL_KNOWN))
        && name.indexOf('/') < 0
        && name.length() <= LONGEST_NAME;
  }

  private static byte[] octets(String encoded) throws BadRequestException {
    byte[] octets = PercentText.octets(encoded);
    for (byte octet : octets) {
      if (octet == 0) {
        throw new BadRequestException(400, "the path has a NUL");
      }
    }
    return octets;
  }

  /** Strict: overlong forms, which hide a dot or a slash from some, are no text. */
  private static Optional<String> text(byte[] octets) {
    try {
      return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString());
    } catch (CharacterCodingException notUtf8) {
      return Optional.empty();
    }
  }
}
