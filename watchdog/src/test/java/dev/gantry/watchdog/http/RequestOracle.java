package dev.gantry.watchdog.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * What has to hold for every input, whatever it is: it neither breaks the parser nor keeps it, it
 * means the same however it is cut, what is accepted ends where the letter of RFC 9112 says, and it
 * means the same when it is written anew.
 */
final class RequestOracle {

  /** Small, so that chance reaches them. */
  private static final HttpLimits LIMITS =
      new HttpLimits(
          Duration.ZERO,
          Duration.ZERO,
          Duration.ZERO,
          Duration.ZERO,
          Duration.ZERO,
          Duration.ZERO,
          400,
          100,
          0);

  /** What may be taken of a head that never ends: the limit and what a buffer reads ahead. */
  private static final long MOST_OF_A_HEAD = LIMITS.maxHeadBytes() + 8192L;

  private RequestOracle() {}

  /**
   * Checks one input.
   *
   * @return what it means
   * @throws AssertionError if something does not hold
   */
  static ParsedRequests check(byte[] input) throws IOException {
    ParsedRequests whole = ParsedRequests.of(new ByteArrayInputStream(input), LIMITS);
    checkInPieces(input, whole);
    checkFraming(input, whole);
    StringBuilder all = new StringBuilder();
    for (ParsedRequests.Request request : whole.requests()) {
      all.append(request.canonical());
    }
    checkWrittenAnew(all.toString(), whole);
    checkEndless(input);
    return whole;
  }

  /** The pieces depend on the input alone, so that one that fails always does. */
  private static void checkInPieces(byte[] input, ParsedRequests whole) throws IOException {
    SplittableRandom random = new SplittableRandom(Arrays.hashCode(input));
    ParsedRequests split = ParsedRequests.of(new Pieces(input, random), LIMITS);
    if (!whole.meaning().equals(split.meaning())) {
      throw new AssertionError(
          "in pieces: " + split.meaning() + ", whole: " + whole.meaning() + of(input));
    }
  }

  private static void checkFraming(byte[] input, ParsedRequests whole) {
    PlainFraming plain = new PlainFraming(input);
    for (ParsedRequests.Request request : whole.requests()) {
      String body = plain.nextBody();
      if (!body.equals(request.body())) {
        throw new AssertionError(
            "by the letter: '" + body + "', accepted: '" + request.body() + "'" + of(input));
      }
    }
  }

  /** All requests one after the other: none hides another. */
  private static void checkWrittenAnew(String canonical, ParsedRequests before) throws IOException {
    byte[] bytes = canonical.getBytes(ISO_8859_1);
    ParsedRequests again = ParsedRequests.of(new ByteArrayInputStream(bytes), HttpLimits.DEFAULT);
    if (!again.meanings().equals(before.meanings()) || again.end() != 0) {
      throw new AssertionError("written anew: " + again + ", before: " + before);
    }
  }

  /** A head has an end, whatever the client goes on to send. */
  private static void checkEndless(byte[] input) throws IOException {
    if (input.length == 0) {
      return;
    }
    try {
      HeadReader.read(new Inbound(new EndlessInput(input, MOST_OF_A_HEAD)), LIMITS);
    } catch (BadRequestException expected) {
      // most are refused at some point
    } catch (EOFException never) {
      throw new AssertionError("end of an endless input", never);
    }
  }

  private static String of(byte[] input) {
    return " of " + new String(input, ISO_8859_1).replace("\r", "\\r").replace("\n", "\\n");
  }
}
