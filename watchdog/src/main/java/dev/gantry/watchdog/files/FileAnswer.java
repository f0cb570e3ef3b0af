package dev.gantry.watchdog.files;

import dev.gantry.watchdog.endpoint.PlainAnswer;
import dev.gantry.watchdog.http.Headers;
import dev.gantry.watchdog.http.HttpDate;
import dev.gantry.watchdog.http.HttpRequest;
import dev.gantry.watchdog.http.HttpResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/** The answer to one request for a file, and what was answered. Used by the call's thread. */
final class FileAnswer {

  /** The last second of the year 9999, behind which a date has no form. */
  private static final long LAST_SECOND = 253_402_300_799L;

  private final HttpRequest request;
  private final HttpResponse response;
  private int status;
  private long bytes;

  FileAnswer(HttpRequest request, HttpResponse response) {
    this.request = request;
    this.response = response;
  }

  /** What was answered; 0 if nothing was. */
  int status() {
    return status;
  }

  /** The length of what was answered, without its head. */
  long bytes() {
    return bytes;
  }

  /** Notes a status that somebody else answers. */
  void leave(int status) {
    this.status = status;
  }

  /** Answers with a line for a person. */
  void text(int status, String text) throws IOException {
    note(status, text.length());
    response.header("X-Content-Type-Options", "nosniff");
    PlainAnswer.send(response, status, text);
  }

  /** Answers 405. */
  void methodNotAllowed() throws IOException {
    response.header("Allow", "GET, HEAD");
    text(405, "Method Not Allowed\n");
  }

  /**
   * Sends the client to a folder whose slash it forgot. The place is relative to the path asked for
   * and begins with a dot: neither a prefix that a proxy in front took away nor a name such as
   * {@code a:b} can lead it elsewhere, least of all to another host.
   */
  void redirect(String lastName) throws IOException {
    String query = request.query().isEmpty() ? "" : "?" + request.query();
    response.header("Location", "./" + lastName + "/" + query);
    text(301, "Moved Permanently\n");
  }

  /** Answers with the file, or with what the client's conditions ask for. */
  void file(OpenFile file) throws IOException {
    long now = Math.floorDiv(System.currentTimeMillis(), 1000L);
    // RFC 9110, section 8.8.2.1: never later than the answer itself.
    long modified = Math.clamp(file.modified(), 0, Math.min(now, LAST_SECOND));
    Headers headers = request.headers();
    Preconditions conditions = new Preconditions(headers, file.tag(), modified, now);
    response.header("ETag", file.tag());
    response.header("Last-Modified", HttpDate.ofSecond(modified));
    switch (conditions.verdict()) {
      case NOT_MODIFIED -> {
        note(304, 0);
        response.begin(304, file.length()).close();
      }
      case FAILED -> text(412, "Precondition Failed\n");
      case SEND -> {
        response.header("Accept-Ranges", "bytes");
        boolean mayBePart = request.method().equals("GET") && conditions.allowParts();
        List<String> range = mayBePart ? headers.all("Range") : List.of();
        send(file, RequestedRanges.of(range, file.length()));
      }
    }
  }

  private void send(OpenFile file, Optional<List<ByteRange>> parts) throws IOException {
    if (parts.isEmpty()) {
      send(200, MediaTypes.of(file), file, new ByteRange(0, file.length() - 1));
    } else if (parts.get().isEmpty()) {
      response.header("Content-Range", "bytes */" + file.length());
      text(416, "Range Not Satisfiable\n");
    } else if (parts.get().size() == 1) {
      ByteRange part = parts.get().getFirst();
      response.header("Content-Range", part.ofAll(file.length()));
      send(206, MediaTypes.of(file), file, part);
    } else {
      MultipartRanges several = new MultipartRanges(file, MediaTypes.of(file), parts.get());
      try (OutputStream out = begin(206, several.contentType(), several.length())) {
        several.writeTo(out);
      }
    }
  }

  private void send(int status, String type, OpenFile file, ByteRange part) throws IOException {
    try (OutputStream out = begin(status, type, part.length())) {
      if (!request.method().equals("HEAD")) {
        file.writeTo(out, part);
      }
    }
  }

  private OutputStream begin(int status, String type, long length) throws IOException {
    note(status, length);
    response.header("Content-Type", type);
    response.header("X-Content-Type-Options", "nosniff");
    return response.begin(status, length);
  }

  private void note(int status, long bytes) {
    this.status = status;
    this.bytes = bytes;
  }
}
