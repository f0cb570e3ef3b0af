package dev.gantry.watchdog.files;

import dev.gantry.watchdog.mode.ContentSniffer;
import java.io.IOException;
import java.util.Locale;

/** What a file is, by the end of its name, as the web's own kinds of files go (IANA's names). */
final class MediaTypes {

  private static final String PLAIN = "text/plain; charset=utf-8";

  private MediaTypes() {}

  /**
   * The media type of a file. One with an unknown ending is looked into, but never called a
   * document that a browser would run: nobody said that it was one.
   */
  static String of(OpenFile file) throws IOException {
    String name = file.name();
    String known = known(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    if (name.indexOf('.') >= 0 && !known.isEmpty()) {
      return known;
    }
    String guess = ContentSniffer.guess(file.start(ContentSniffer.LOOKS_AT));
    return guess.startsWith("text/html") || guess.startsWith("text/xml") ? PLAIN : guess;
  }

  private static String known(String ending) {
    return switch (ending) {
      case "html", "htm" -> "text/html; charset=utf-8";
      case "css" -> "text/css; charset=utf-8";
      case "js", "mjs" -> "text/javascript; charset=utf-8";
      case "txt", "log", "text" -> PLAIN;
      case "md", "markdown" -> "text/markdown; charset=utf-8";
      case "csv" -> "text/csv; charset=utf-8";
      case "ics" -> "text/calendar; charset=utf-8";
      case "vtt" -> "text/vtt; charset=utf-8";
      case "xml" -> "application/xml";
      case "xhtml" -> "application/xhtml+xml";
      case "atom" -> "application/atom+xml";
      case "rss" -> "application/rss+xml";
      case "json", "map" -> "application/json";
      case "jsonld" -> "application/ld+json";
      case "webmanifest" -> "application/manifest+json";
      case "yaml", "yml" -> "application/yaml";
      case "wasm" -> "application/wasm";
      case "pdf" -> "application/pdf";
      case "rtf" -> "application/rtf";
      case "epub" -> "application/epub+zip";
      case "zip" -> "application/zip";
      case "gz", "tgz" -> "application/gzip";
      case "tar" -> "application/x-tar";
      case "bin", "exe", "dmg", "iso" -> "application/octet-stream";
      default -> picturesAndSounds(ending);
    };
  }

  private static String picturesAndSounds(String ending) {
    return switch (ending) {
      case "svg" -> "image/svg+xml";
      case "png" -> "image/png";
      case "jpg", "jpeg" -> "image/jpeg";
      case "gif" -> "image/gif";
      case "webp" -> "image/webp";
      case "avif" -> "image/avif";
      case "bmp" -> "image/bmp";
      case "ico" -> "image/vnd.microsoft.icon";
      case "tif", "tiff" -> "image/tiff";
      case "woff" -> "font/woff";
      case "woff2" -> "font/woff2";
      case "ttf" -> "font/ttf";
      case "otf" -> "font/otf";
      case "mp3" -> "audio/mpeg";
      case "m4a" -> "audio/mp4";
      case "oga", "ogg", "opus" -> "audio/ogg";
      case "wav" -> "audio/wav";
      case "flac" -> "audio/flac";
      case "weba" -> "audio/webm";
      case "mp4", "m4v" -> "video/mp4";
      case "webm" -> "video/webm";
      case "ogv" -> "video/ogg";
      default -> "";
    };
  }
}
