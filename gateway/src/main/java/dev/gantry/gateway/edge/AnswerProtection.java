package dev.gantry.gateway.edge;

import dev.gantry.gateway.auth.SessionCookie;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Keeps functions that share an origin with the portal from acting as the portal (contract section
 * 0, function status and headers).
 *
 * <p>A browser that shows a function's answer as a document runs it with the rights of the origin.
 * The {@code sandbox} policy takes these away. It is added beside the function's own policy, so
 * both hold. Whether an answer is a document is decided from what browsers do with a content type,
 * and in doubt it is one: the policy does nothing to what is no document.
 *
 * <p>Pure and thread-safe. Not for answers of a listener that serves functions alone.
 */
public final class AnswerProtection {

  private static final String PORTAL_COOKIE = SessionCookie.NAME;

  private static final CharSequence SERVICE_WORKER = field("Service-Worker");
  private static final CharSequence SERVICE_WORKER_ALLOWED = field("Service-Worker-Allowed");
  private static final CharSequence CLEAR_SITE_DATA = field("Clear-Site-Data");
  private static final CharSequence POLICY_FIELD = field("Content-Security-Policy");

  /** What a document of a function may do on a shared origin. */
  public static final String POLICY =
      "sandbox allow-scripts allow-forms allow-popups allow-modals allow-downloads";

  private static final CharSequence POLICY_VALUE = HttpHeaders.createOptimized(POLICY);

  /** A type that browsers take at its word; anything else is sniffed or split at the comma. */
  private static final Pattern PLAIN_TYPE =
      Pattern.compile("([a-z]+/[a-z0-9][a-z0-9.+-]*)(?:[ \t]*;[^,]*)?");

  private static final Set<String> NO_DOCUMENTS =
      Set.of(
          "application/gzip",
          "application/javascript",
          "application/json",
          "application/octet-stream",
          "application/problem+json",
          "application/wasm",
          "application/x-ndjson",
          "application/zip",
          "image/avif",
          "image/bmp",
          "image/gif",
          "image/jpeg",
          "image/png",
          "image/vnd.microsoft.icon",
          "image/webp",
          "image/x-icon",
          "text/css",
          "text/event-stream",
          "text/javascript");

  /** Decided without a closer look, because most answers are one of these. */
  private static final Set<String> COMMON_DOCUMENTS =
      Set.of("text/plain", "text/plain; charset=utf-8", "text/html", "text/html; charset=utf-8");

  private AnswerProtection() {}

  /** A name whose hash is known, because every answer is asked for it. */
  private static CharSequence field(String name) {
    return HttpHeaders.createOptimized(name);
  }

  /** Whether a browser asks for a script that would see every request of the origin: answer 403. */
  public static boolean isServiceWorkerScript(MultiMap requestHeaders) {
    return requestHeaders.contains(SERVICE_WORKER);
  }

  /** Changes the header fields of a function's answer before they go out. */
  public static void protect(MultiMap answerHeaders) {
    answerHeaders.remove(SERVICE_WORKER_ALLOWED);
    answerHeaders.remove(CLEAR_SITE_DATA);
    if (answerHeaders.contains(HttpHeaders.SET_COOKIE)) {
      withholdPortalCookie(answerHeaders);
    }
    if (mayBeDocument(answerHeaders.getAll(HttpHeaders.CONTENT_TYPE))) {
      answerHeaders.add(POLICY_FIELD, POLICY_VALUE);
    }
  }

  private static void withholdPortalCookie(MultiMap answerHeaders) {
    List<String> cookies = answerHeaders.getAll(HttpHeaders.SET_COOKIE);
    if (cookies.stream().anyMatch(AnswerProtection::isPortalCookie)) {
      answerHeaders.remove(HttpHeaders.SET_COOKIE);
      cookies.stream()
          .filter(cookie -> !isPortalCookie(cookie))
          .forEach(cookie -> answerHeaders.add(HttpHeaders.SET_COOKIE, cookie));
    }
  }

  static boolean mayBeDocument(List<String> contentTypes) {
    if (contentTypes.size() != 1) {
      return true;
    }
    String sent = contentTypes.getFirst();
    if (COMMON_DOCUMENTS.contains(sent)) {
      return true;
    }
    if (NO_DOCUMENTS.contains(sent)) {
      return false;
    }
    String type = sent.strip().toLowerCase(Locale.ROOT);
    var matcher = PLAIN_TYPE.matcher(type);
    if (!matcher.matches()) {
      return true;
    }
    String essence = matcher.group(1);
    boolean media =
        essence.startsWith("audio/") || essence.startsWith("video/") || essence.startsWith("font/");
    return !(media && !essence.endsWith("+xml")) && !NO_DOCUMENTS.contains(essence);
  }

  /**
   * Whether a browser or a server may take the cookie for the portal's: in any case, with blanks
   * around the name, under a name prefix, or as the value of a cookie without a name, which goes
   * back as {@code Cookie: gantry_session=...}.
   */
  static boolean isPortalCookie(String setCookie) {
    String pair = setCookie.split(";", 2)[0].toLowerCase(Locale.ROOT);
    String named = trim(pair);
    while (named.startsWith("=")) {
      named = trim(named.substring(1));
    }
    String name = trim(named.split("=", 2)[0]);
    for (String prefix : List.of("__host-", "__secure-", "__http-", "__host-http-")) {
      if (name.equals(prefix + PORTAL_COOKIE)) {
        return true;
      }
    }
    return name.equals(PORTAL_COOKIE);
  }

  /** Without what any parser may drop at the ends: blanks, controls, quotes. */
  private static String trim(String text) {
    int from = 0;
    int end = text.length();
    while (from < end && isDropped(text.charAt(from))) {
      from++;
    }
    while (end > from && isDropped(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(from, end);
  }

  private static boolean isDropped(char c) {
    return c <= ' ' || c == 0x7f || c == 0xa0 || c == '"' || Character.isWhitespace(c);
  }
}
