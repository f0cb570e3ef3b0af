package dev.gantry.watchdog.mode;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gantry.watchdog.http.BadRequestException;
import dev.gantry.watchdog.http.Headers;
import dev.gantry.watchdog.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The request as environment variables, contract sections 0, 3.1 and 3.2.
 *
 * <p>A client chooses header names, and two of them can end as one variable. What describes the
 * request itself is never taken from a header ({@code Method:}), and a header with underscores
 * never replaces the one with dashes that a proxy in front may have set. {@code Proxy:}, which no
 * honest client sends, is left out: {@code Http_Proxy} is where Python, curl and others look for
 * the proxy of their own requests (CVE-2016-1000110 and its siblings).
 */
final class CgiVariables {

  /** Linux takes no longer variable, name and end included ({@code MAX_ARG_STRLEN}). */
  private static final int LONGEST = 128 << 10;

  private final Mode mode;
  private final Map<String, String> variables = new LinkedHashMap<>();

  private CgiVariables(Mode mode) {
    this.mode = mode;
  }

  /**
   * Translates a request.
   *
   * @throws BadRequestException 400 if a value has a NUL or a newline, 431 if it is too long to be
   *     a variable
   */
  static Map<String, String> of(HttpRequest request, Mode mode) throws BadRequestException {
    CgiVariables cgi = new CgiVariables(mode);
    cgi.headers(request.headers(), false);
    cgi.headers(request.headers(), true);
    cgi.request(request);
    for (Map.Entry<String, String> variable : cgi.variables.entrySet()) {
      check(variable.getKey(), variable.getValue());
    }
    return cgi.variables;
  }

  private void headers(Headers headers, boolean withUnderscore) {
    for (Headers.Field field : headers.fields()) {
      if (field.name().contains("_") == withUnderscore) {
        String name = HeaderText.canonicalName(field.name()).replace('-', '_');
        variables.putIfAbsent("Http_" + name, HeaderText.value(field.value()));
      }
    }
  }

  private void request(HttpRequest request) throws BadRequestException {
    Headers headers = request.headers();
    set("Http_Proxy", "");
    set("Http_Method", request.method());
    set("Http_Path", PercentText.decode(request.path()));
    set("Http_Query", HeaderText.value(request.query()));
    set("Http_Transfer_Encoding", HeaderText.value(headers.first("Transfer-Encoding").orElse("")));
    boolean classic = mode == Mode.CLASSIC;
    String length = String.valueOf(request.contentLength());
    set("Http_Host", classic ? HeaderText.value(headers.first("Host").orElse("")) : "");
    set("Http_Content_Length", classic ? length : "");
    set("Http_ContentLength", classic ? length : "");
  }

  /** Sets a variable, or takes away what a header made of it. */
  private void set(String name, String value) {
    if (value.isEmpty()) {
      variables.remove(name);
    } else {
      variables.put(name, value);
    }
  }

  private static void check(String name, String value) throws BadRequestException {
    if (value.indexOf('\0') >= 0 || value.indexOf('\n') >= 0) {
      throw new BadRequestException(400, name + " would have a NUL or a newline");
    }
    // A character has at most three bytes; counting them is for the few that may be too many.
    if (name.length() + 3 * value.length() + 2 > LONGEST
        && name.length() + value.getBytes(UTF_8).length + 2 > LONGEST) {
      throw new BadRequestException(431, name + " would be longer than a variable may be");
    }
  }
}
