package dev.gantry.watchdog.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * What the parser makes of an upstream's bytes: the answers it accepts, and how they end.
 *
 * @param responses in the order sent
 * @param end why there are no more: the refusal's words, or empty
 */
record ParsedResponses(List<Response> responses, String end) {

  private static final int SWITCHING = 101;

  /** One accepted answer. */
  record Response(ResponseHead head, String body) {

    /** The same answer as plainly as it can be written, without interim ones. */
    String canonical() {
      StringBuilder text = new StringBuilder("HTTP/1.1 ").append(head.status()).append(" \r\n");
      for (Headers.Field field : head.headers().fields()) {
        text.append(field.name()).append(": ").append(field.value()).append("\r\n");
      }
      text.append("\r\n");
      if (head.bodyLength() != ResponseHead.CHUNKED) {
        return text.append(body).toString();
      }
      if (!body.isEmpty()) {
        text.append(Integer.toHexString(body.length())).append("\r\n").append(body).append("\r\n");
      }
      return text.append("0\r\n\r\n").toString();
    }

    /** Everything that has to survive writing it anew; HTTP/1.0 does not. */
    List<Object> meaning() {
      return List.of(
          head.status(), head.headers().fields(), head.announcedLength(), head.bodyLength(), body);
    }
  }

  /**
   * Reads to the end of the input, the first refusal or the first answer that ends its connection.
   *
   * @param hasBody false to read them as answers to HEAD
   */
  static ParsedResponses of(InputStream input, boolean hasBody) throws IOException {
    Inbound in = new Inbound(input);
    List<Response> responses = new ArrayList<>();
    boolean goesOn = true;
    try {
      while (goesOn && in.awaitByte()) {
        ResponseHead head = ResponseReader.read(in, hasBody);
        ResponseBody body = ResponseBody.of(head, in);
        responses.add(new Response(head, new String(body.readAllBytes(), ISO_8859_1)));
        goesOn = head.isPersistent() && head.status() != SWITCHING;
      }
    } catch (BadResponseException e) {
      return new ParsedResponses(responses, String.valueOf(e.getMessage()));
    } catch (EOFException e) {
      return new ParsedResponses(responses, "");
    }
    return new ParsedResponses(responses, "");
  }

  /** All that must not depend on how the input was cut. */
  List<Object> meaning() {
    List<Boolean> persistent = responses.stream().map(each -> each.head().isPersistent()).toList();
    return List.of(meanings(), persistent, end);
  }

  /** What of the accepted answers has to survive writing them anew. */
  List<List<Object>> meanings() {
    List<List<Object>> meanings = new ArrayList<>();
    for (Response response : responses) {
      meanings.add(response.meaning());
    }
    return meanings;
  }
}
