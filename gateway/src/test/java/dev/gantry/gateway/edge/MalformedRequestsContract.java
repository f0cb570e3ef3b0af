package dev.gantry.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.tck.http.MalformedRequest;
import dev.gantry.tck.http.MalformedRequests;
import dev.gantry.tck.http.ProxyDuty;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a server in front of a replica does with each malformed request: it refuses, or it forwards
 * exactly one that nobody can mistake. Run against whatever {@link #start} gives.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class MalformedRequestsContract {

  private static final String VALID =
      "POST /function/echo?valid HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\nhi";
  private static final int SMALL = 2000;

  private ServerUnderTest server;

  protected abstract ServerUnderTest start() throws Exception;

  static List<MalformedRequest> requests() {
    return MalformedRequests.all();
  }

  @BeforeAll
  void startOnce() throws Exception {
    server = start();
  }

  @AfterAll
  void stop() throws Exception {
    server.close();
  }

  @BeforeEach
  void forget() {
    server.replica().forget();
  }

  @ParameterizedTest
  @MethodSource("requests")
  void alone(MalformedRequest request) throws IOException {
    check(request, "", request.bytes().length, "");
  }

  @ParameterizedTest
  @MethodSource("requests")
  void inSmallPieces(MalformedRequest request) throws IOException {
    check(request, "", request.bytes().length > SMALL ? 997 : 1, MalformedRequests.FOLLOWING);
  }

  @ParameterizedTest
  @MethodSource("requests")
  void betweenOthers(MalformedRequest request) throws IOException {
    check(request, VALID, Integer.MAX_VALUE / 2, MalformedRequests.FOLLOWING);
  }

  private void check(MalformedRequest request, String before, int piece, String behind)
      throws IOException {
    String text = before + request.text() + behind;
    if (request.proxy() instanceof ProxyDuty.ForwardOne && behind.isEmpty()) {
      // Ends the connection, which nobody else will.
      text += "GET /function/echo?last HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    } else if (request.proxy() instanceof ProxyDuty.ForwardOne) {
      text = text.replace("smuggled HTTP/1.1\r\n", "last HTTP/1.1\r\nConnection: close\r\n");
    }
    String answers;
    try (RawClient client = new RawClient(server.address())) {
      answers = client.send(text.getBytes(StandardCharsets.ISO_8859_1), piece).readAll();
    }
    List<Integer> statuses = statuses(answers);
    int expectedBefore = before.isEmpty() ? 0 : 1;
    List<Integer> own = statuses.subList(expectedBefore, statuses.size());
    assertThat(statuses.subList(0, expectedBefore)).allMatch(status -> status == 200);
    probe();
    switch (request.proxy()) {
      case ProxyDuty.Refuse(var allowed) -> {
        assertThat(own).as(answers).hasSize(1);
        assertThat(allowed).as(answers).contains(own.getFirst());
        assertThat(completeWithoutProbe()).hasSize(expectedBefore);
        assertThat(server.replica().everything()).doesNotContain("smuggled");
      }
      case ProxyDuty.ForwardOne() -> forwardedOrRefused(own, expectedBefore);
    }
  }

  /**
   * Refusing more than has to be refused is allowed; forwarding anything but one request is not.
   */
  private void forwardedOrRefused(List<Integer> own, int before) {
    if (own.equals(List.of(400))) {
      assertThat(completeWithoutProbe()).hasSize(before);
      return;
    }
    assertThat(own).isEqualTo(List.of(200, 200));
    assertThat(completeWithoutProbe()).hasSize(before + 2);
    assertThat(completeWithoutProbe().get(before)).endsWith("hello\r\n0\r\n\r\n");
    assertThat(completeWithoutProbe().getLast()).startsWith("GET /").contains("last");
  }

  /** The server is still well, and the replica has seen all that it will see. */
  private void probe() throws IOException {
    try (RawClient client = new RawClient(server.address())) {
      String request =
          "GET /function/echo?probe HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      assertThat(statuses(client.send(request).readAll())).isEqualTo(List.of(200));
    }
  }

  private List<String> completeWithoutProbe() {
    return server.replica().complete().stream().filter(r -> !r.contains("?probe")).toList();
  }

  private static List<Integer> statuses(String answers) {
    return java.util.regex.Pattern.compile("HTTP/1\\.1 ([0-9]{3}) ")
        .matcher(answers)
        .results()
        .map(match -> Integer.parseInt(match.group(1)))
        .toList();
  }
}
