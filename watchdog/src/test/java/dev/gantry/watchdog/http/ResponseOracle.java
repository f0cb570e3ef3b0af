package dev.gantry.watchdog.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * What has to hold for whatever an upstream sends: as {@link RequestOracle}, so that no answer is
 * passed on that somebody behind the watchdog would end elsewhere.
 */
final class ResponseOracle {

  /** A head, sixteen interim ones in front, and what a buffer reads ahead of the last. */
  private static final long MOST_OF_A_HEAD = 18 * 64 * 1024;

  /** A head of 64 KiB takes longer than all else together. */
  private static final int ENDLESS_EVERY = 16;

  private ResponseOracle() {}

  /**
   * Checks one input.
   *
   * @throws AssertionError if something does not hold
   */
  static void check(byte[] input) throws IOException {
    check(input, true);
    check(input, false);
    if (Arrays.hashCode(input) % ENDLESS_EVERY == 0) {
      checkEndless(input);
    }
  }

  private static void check(byte[] input, boolean hasBody) throws IOException {
    ParsedResponses whole = ParsedResponses.of(new ByteArrayInputStream(input), hasBody);
    SplittableRandom random = new SplittableRandom(Arrays.hashCode(input));
    ParsedResponses split = ParsedResponses.of(new Pieces(input, random), hasBody);
    if (!whole.meaning().equals(split.meaning())) {
      throw new AssertionError("in pieces: " + split + ", whole: " + whole);
    }
    PlainFraming plain = new PlainFraming(input);
    StringBuilder all = new StringBuilder();
    for (ParsedResponses.Response response : whole.responses()) {
      String body = plain.nextBodyOfAnswer(hasBody);
      if (!body.equals(response.body())) {
        throw new AssertionError("by the letter: '" + body + "', accepted: " + response);
      }
      all.append(response.canonical());
    }
    checkWrittenAnew(all.toString(), whole, hasBody);
  }

  /** A field that carried a line end would be two here: nothing splits an answer. */
  private static void checkWrittenAnew(String canonical, ParsedResponses before, boolean hasBody)
      throws IOException {
    byte[] bytes = canonical.getBytes(ISO_8859_1);
    ParsedResponses again = ParsedResponses.of(new ByteArrayInputStream(bytes), hasBody);
    if (!again.meanings().equals(before.meanings()) || !again.end().isEmpty()) {
      throw new AssertionError("written anew: " + again + ", before: " + before);
    }
  }

  /** A head has an end, whatever the upstream goes on to send. */
  private static void checkEndless(byte[] input) throws IOException {
    if (input.length == 0) {
      return;
    }
    try {
      ResponseReader.read(new Inbound(new EndlessInput(input, MOST_OF_A_HEAD)), true);
    } catch (BadResponseException expected) {
      // most are refused at some point
    } catch (EOFException never) {
      throw new AssertionError("end of an endless input", never);
    }
  }
}
