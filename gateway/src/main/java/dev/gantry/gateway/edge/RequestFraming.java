package dev.gantry.gateway.edge;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.FastThreadLocal;

/**
 * Follows the requests on one connection: head, body, next head. It reads along, changes nothing
 * and keeps nothing but numbers.
 *
 * <p>For one event loop. Heads are looked at octet by octet, once; bodies are counted.
 */
final class RequestFraming {

  private enum Part {
    HEAD,
    FIXED,
    CHUNKED
  }

  /** Octets looked at in one go where a buffer is no array: one copy beats a check per octet. */
  private static final int WINDOW = 2048;

  private static final FastThreadLocal<byte[]> WINDOWS =
      new FastThreadLocal<>() {
        @Override
        protected byte[] initialValue() {
          return new byte[WINDOW];
        }
      };

  private final int mostHead;
  private final RequestLine line = new RequestLine();
  private final FramingRules rules = new FramingRules(line);
  private final FieldLines fields = new FieldLines(rules::field);
  private final ChunkedBody chunks;
  private Part part = Part.HEAD;
  private int headSize;
  private long left;
  private int heads;
  private int requestStart;

  /**
   * A connection to follow.
   *
   * @param mostHead octets a head may have, and the trailers of a body
   */
  RequestFraming(int mostHead) {
    this.mostHead = mostHead;
    this.chunks = new ChunkedBody(mostHead);
  }

  /** Heads that were complete so far; a refused request counts, however far it came. */
  int heads() {
    return heads;
  }

  boolean isBetweenRequests() {
    return part == Part.HEAD && headSize == 0;
  }

  boolean isInHead() {
    return part == Part.HEAD && headSize > 0;
  }

  /** Whether the client may be waiting for an interim answer before it sends this body. */
  boolean expectsContinue() {
    return part != Part.HEAD && rules.expectsContinue();
  }

  /**
   * Where in the buffer followed last its unfinished request starts; negative when that request's
   * head was complete in an earlier buffer. A head that began in an earlier buffer starts at the
   * buffer's first octet.
   */
  int requestStart() {
    return requestStart;
  }

  /**
   * Follows the readable octets.
   *
   * @throws RefusedRequest if what they say is ambiguous; nothing may be followed after that
   */
  void follow(ByteBuf buffer) {
    int at = buffer.readerIndex();
    int end = buffer.writerIndex();
    requestStart = part == Part.HEAD ? at : -1;
    try {
      while (at < end) {
        long skippable = skippable();
        if (skippable > 0) {
          int skipped = (int) Math.min(skippable, end - at);
          skip(skipped, at + skipped);
          at += skipped;
        } else if (buffer.hasArray()) {
          int offset = buffer.arrayOffset();
          scan(buffer.array(), offset + at, offset + end, -offset);
          at = end;
        } else {
          int size = Math.min(WINDOW, end - at);
          byte[] window = WINDOWS.get();
          buffer.getBytes(at, window, 0, size);
          scan(window, 0, size, at);
          at += size;
        }
      }
    } catch (RefusedRequest refusal) {
      if (part == Part.HEAD) {
        heads++;
      }
      throw refusal;
    }
  }

  /** Counts a head that will never be complete as refused. */
  void giveUp() {
    heads++;
  }

  private long skippable() {
    return switch (part) {
      case HEAD -> 0;
      case FIXED -> left;
      case CHUNKED -> chunks.skippable();
    };
  }

  private void skip(int octets, int nextRequest) {
    if (part == Part.CHUNKED) {
      chunks.skip(octets);
      return;
    }
    left -= octets;
    if (left == 0) {
      awaitHead(nextRequest);
    }
  }

  /** Goes through octets; an index in them plus the shift is an index in the buffer. */
  private void scan(byte[] octets, int from, int end, int shift) {
    int at = from;
    while (at < end) {
      switch (part) {
        case HEAD -> at = head(octets, at, end, shift);
        case FIXED -> {
          int skipped = (int) Math.min(left, end - at);
          at += skipped;
          skip(skipped, at + shift);
        }
        case CHUNKED -> {
          at = chunks.feed(octets, at, end);
          if (chunks.isDone()) {
            awaitHead(at + shift);
          }
        }
      }
    }
  }

  private int head(byte[] octets, int from, int end, int shift) {
    int at = from;
    if (!line.isDone()) {
      at = line.feed(octets, at, end);
    }
    if (line.isDone()) {
      at = fields.feed(octets, at, end);
    }
    headSize += at - from;
    if (headSize > mostHead) {
      throw new RefusedRequest(431, "the request head is larger than " + mostHead + " octets");
    }
    if (fields.isDone()) {
      endOfHead(at + shift);
    }
    return at;
  }

  private void endOfHead(int next) {
    rules.check();
    heads++;
    left = rules.contentLength();
    if (rules.isChunked()) {
      chunks.reset();
      part = Part.CHUNKED;
    } else if (left > 0) {
      part = Part.FIXED;
    } else {
      awaitHead(next);
    }
  }

  private void awaitHead(int next) {
    part = Part.HEAD;
    requestStart = next;
    headSize = 0;
    line.reset();
    rules.reset();
    fields.reset();
  }
}
