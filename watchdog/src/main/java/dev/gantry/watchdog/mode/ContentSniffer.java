package dev.gantry.watchdog.mode;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Locale;

/**
 * Guesses a media type from the first bytes of an answer: a small part of the WHATWG's MIME
 * Sniffing Standard, for the types functions often answer. JSON is text here, as it is there.
 */
public final class ContentSniffer {

  /** How many bytes are looked at. */
  public static final int LOOKS_AT = 512;

  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String HTML = "text/html; charset=utf-8";

  private record Signature(String start, String type) {}

  private static final List<Signature> SIGNATURES =
      List.of(
          new Signature("%PDF-", "application/pdf"),
          new Signature("%!PS-Adobe-", "application/postscript"),
          new Signature("\u0089PNG\r\n\u001a\n", "image/png"),
          new Signature("\u00ff\u00d8\u00ff", "image/jpeg"),
          new Signature("GIF87a", "image/gif"),
          new Signature("GIF89a", "image/gif"),
          new Signature("\u001f\u008b\b", "application/x-gzip"),
          new Signature("PK\u0003\u0004", "application/zip"),
          new Signature("\u00fe\u00ff", "text/plain; charset=utf-16be"),
          new Signature("\u00ff\u00fe", "text/plain; charset=utf-16le"),
          new Signature("\u00ef\u00bb\u00bf", TEXT));

  private static final List<String> TAGS =
      List.of(
          "<!doctype html",
          "<html",
          "<head",
          "<body",
          "<script",
          "<iframe",
          "<h1",
          "<div",
          "<font",
          "<table",
          "<a",
          "<style",
          "<title",
          "<b",
          "<br",
          "<p");

  private ContentSniffer() {}

  /** A media type for an answer that begins like this; never fails. */
  public static String guess(byte[] start) {
    String text = new String(start, ISO_8859_1);
    for (Signature signature : SIGNATURES) {
      if (text.startsWith(signature.start())) {
        return signature.type();
      }
    }
    String visible = text.stripLeading();
    if (visible.startsWith("<?xml")) {
      return "text/xml; charset=utf-8";
    }
    if (visible.startsWith("<") && beginsWithTag(visible.toLowerCase(Locale.ROOT))) {
      return HTML;
    }
    return isBinary(start) ? "application/octet-stream" : TEXT;
  }

  private static boolean beginsWithTag(String text) {
    return text.startsWith("<!--")
        || TAGS.stream()
            .filter(text::startsWith)
            .anyMatch(
                tag ->
                    text.length() > tag.length() && " >".indexOf(text.charAt(tag.length())) >= 0);
  }

  private static boolean isBinary(byte[] start) {
    for (byte octet : start) {
      if (octet >= 0 && octet < ' ' && "\t\n\f\r\u001b".indexOf(octet) < 0) {
        return true;
      }
    }
    return false;
  }
}
