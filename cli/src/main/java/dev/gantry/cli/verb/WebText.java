package dev.gantry.cli.verb;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Files that a person names by their address: catalogues and stack files. */
final class WebText {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int LARGEST = 16 << 20;

  private WebText() {}

  /** Whether it is an address and not a file of this machine. */
  static boolean isAddress(String place) {
    return place.startsWith("http://") || place.startsWith("https://");
  }

  /**
   * Fetches it; redirects are followed, but not from https to http.
   *
   * @throws IOException if it cannot be fetched, or is larger than 16 MiB
   */
  static byte[] fetch(String address) throws IOException, InterruptedException {
    try (HttpClient http =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(LIMIT)
            .build()) {
      HttpResponse<InputStream> answer =
          http.send(
              HttpRequest.newBuilder(URI.create(address)).timeout(LIMIT).build(),
              BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        byte[] text = body.readNBytes(LARGEST + 1);
        if (answer.statusCode() != 200) {
          throw new IOException(address + " answered " + answer.statusCode());
        }
        if (text.length > LARGEST) {
          throw new IOException(address + " is larger than 16 MiB");
        }
        return text;
      } finally {
        http.shutdownNow();
      }
    } catch (IllegalArgumentException malformed) {
      throw new IOException(address + " is no address", malformed);
    }
  }
}
