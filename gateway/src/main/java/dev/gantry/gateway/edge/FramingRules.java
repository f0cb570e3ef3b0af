package dev.gantry.gateway.edge;

import static dev.gantry.gateway.edge.RefusedRequest.malformed;

import org.jspecify.annotations.Nullable;

/**
 * What the header fields of one request say about its end and its host, and what may not be said
 * (RFC 9112, 3.2 and 6).
 *
 * <p>Stricter than the RFC where it leaves a choice: a length stands once, in digits alone; {@code
 * Transfer-Encoding} is the one word {@code chunked}; {@code Host} is there in HTTP/1.0 too.
 */
final class FramingRules {

  /** More digits than this do not fit a signed 64-bit number for sure. */
  private static final int MOST_DIGITS = 18;

  private final RequestLine line;
  private boolean host;
  private boolean length;
  private long contentLength;
  private boolean chunked;
  private boolean expectsContinue;

  FramingRules(RequestLine line) {
    this.line = line;
  }

  void reset() {
    host = false;
    length = false;
    contentLength = 0;
    chunked = false;
    expectsContinue = false;
  }

  boolean isChunked() {
    return chunked;
  }

  /** Octets of the body when it is not chunked. */
  long contentLength() {
    return contentLength;
  }

  /** Whether the client may be waiting for an interim answer before it sends the body. */
  boolean expectsContinue() {
    return expectsContinue;
  }

  void field(FramingField field, byte[] value, int size) {
    switch (field) {
      case HOST -> host(value, size);
      case CONTENT_LENGTH -> length(value, size);
      case TRANSFER_ENCODING -> encoding(value, size);
      case EXPECT -> expectsContinue |= Octets.spell(value, size, "100-continue");
      case WEBSOCKET_KEY1, WEBSOCKET_KEY2 -> throw malformed("an outdated WebSocket draft");
    }
  }

  private void host(byte[] value, int size) {
    if (host) {
      throw malformed("more than one Host");
    }
    if (!HostRule.allows(value, size)) {
      throw malformed("bad Host");
    }
    AbsoluteTarget target = line.absoluteTarget();
    if (target != null && !target.isAt(value, size)) {
      throw malformed("Host and request target differ");
    }
    host = true;
  }

  private void length(byte[] value, int size) {
    if (length) {
      throw malformed("more than one Content-Length");
    }
    if (size == 0 || size > MOST_DIGITS) {
      throw malformed("bad Content-Length");
    }
    for (int i = 0; i < size; i++) {
      if (!Octets.isDigit(value[i])) {
        throw malformed("bad Content-Length");
      }
      contentLength = contentLength * 10 + value[i] - '0';
    }
    length = true;
  }

  private void encoding(byte[] value, int size) {
    if (chunked) {
      throw malformed("more than one Transfer-Encoding");
    }
    if (size == 0) {
      throw malformed("empty Transfer-Encoding");
    }
    if (!Octets.spell(value, size, "chunked")) {
      throw new RefusedRequest(501, "the only transfer coding spoken here is chunked");
    }
    chunked = true;
  }

  /** What can only be said once all fields are there. */
  void check() {
    @Nullable String problem = null;
    if (!host) {
      problem = "no Host";
    } else if (chunked && length) {
      problem = "both Content-Length and Transfer-Encoding";
    } else if (chunked && line.isHttp10()) {
      problem = "Transfer-Encoding in HTTP/1.0";
    }
    if (problem != null) {
      throw malformed(problem);
    }
  }
}
