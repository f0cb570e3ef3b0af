package dev.gantry.swarm;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Calls watchdogs and gateways. */
final class Calls {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private Calls() {}

  /** The status of the answer to a body. */
  static int post(InetSocketAddress address, String body) throws IOException, InterruptedException {
    return post(uri(address), body);
  }

  static URI uri(InetSocketAddress address) {
    return URI.create(
        "http://" + address.getAddress().getHostAddress() + ":" + address.getPort() + "/");
  }

  static int post(URI uri, String body) throws IOException, InterruptedException {
    return send(uri, body).statusCode();
  }

  /**
   * What is answered to a body.
   *
   * @throws IOException if the answer is not 200, too
   */
  static String exchange(URI uri, String body) throws IOException, InterruptedException {
    HttpResponse<String> response = send(uri, body);
    if (response.statusCode() != 200) {
      throw new IOException(response.statusCode() + " " + response.body());
    }
    return response.body();
  }

  private static HttpResponse<String> send(URI uri, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(Duration.ofSeconds(30))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return CLIENT.send(request, BodyHandlers.ofString());
  }
}
