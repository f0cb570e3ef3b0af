package dev.gantry.gateway.admin;

import dev.gantry.gateway.endpoint.EndpointRequest;
import dev.gantry.gateway.endpoint.EndpointResponse;
import dev.gantry.gateway.endpoint.ProblemKind;
import dev.gantry.gateway.endpoint.RequestProblem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The portal's files below {@code /ui/}, compressed once at the start. Open to anybody: they hold
 * nothing that is not in the program. Browsers keep them and ask with {@code If-None-Match} whether
 * they are still these.
 */
final class PortalFiles {

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "json", "application/json",
          "svg", "image/svg+xml");

  private final Map<String, StaticFile> files = new HashMap<>();

  @SuppressWarnings("ArrayRecordComponent") // made once, compared by nobody
  private record StaticFile(String type, String tag, byte[] plain, byte[] zipped) {}

  /**
   * @param contents by name; {@code index.html} is the page
   * @throws IllegalArgumentException for a name whose ending has no type
   */
  PortalFiles(Map<String, byte[]> contents) {
    contents.forEach((name, content) -> files.put(name, file(name, content)));
  }

  EndpointResponse index(EndpointRequest request, String none) {
    return named(request, "index.html");
  }

  EndpointResponse file(EndpointRequest request, String name) {
    return named(request, name.equals("index.html") ? "" : name);
  }

  private EndpointResponse named(EndpointRequest request, String name) {
    StaticFile file = files.get(name);
    return file == null ? missing(request) : answer(request, file);
  }

  private static EndpointResponse missing(EndpointRequest request) {
    return new RequestProblem(
            ProblemKind.NOT_FOUND,
            "there is no such path; the portal is at /ui/, if it is built in")
        .answer(request);
  }

  private static EndpointResponse answer(EndpointRequest request, StaticFile file) {
    Map<String, String> headers = new HashMap<>();
    headers.put("ETag", file.tag());
    headers.put("Vary", "Accept-Encoding");
    if (request.headers().getOrDefault("if-none-match", List.of()).contains(file.tag())) {
      return new EndpointResponse.Whole(304, headers, new byte[0]);
    }
    headers.put("Content-Type", file.type());
    boolean zipped =
        request.header("accept-encoding").orElse("").toLowerCase(Locale.ROOT).contains("gzip");
    if (zipped) {
      headers.put("Content-Encoding", "gzip");
    }
    return new EndpointResponse.Whole(200, headers, zipped ? file.zipped() : file.plain());
  }

  private static StaticFile file(String name, byte[] content) {
    @Nullable String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (type == null) {
      throw new IllegalArgumentException("name: " + name + " (expected: " + TYPES.keySet() + ")");
    }
    return new StaticFile(type, tag(content), content, zipped(content));
  }

  private static String tag(byte[] content) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      return "W/\"" + HexFormat.of().formatHex(hash, 0, 12) + "\"";
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static byte[] zipped(byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(content);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }
}
