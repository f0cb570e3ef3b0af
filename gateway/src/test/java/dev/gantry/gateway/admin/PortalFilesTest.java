package dev.gantry.gateway.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.gateway.contract.Requests;
import dev.gantry.gateway.endpoint.EndpointResponse;
import java.io.ByteArrayInputStream;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortalFilesTest {

  private static final String PAGE = "<title>Gantry</title>";

  private final PortalFiles files =
      new PortalFiles(Map.of("index.html", PAGE.getBytes(UTF_8), "app.js", new byte[] {';'}));

  @Test
  void servesThePageAndItsFilesWithTheirTypes() {
    EndpointResponse.Whole page = answer(files.index(request("/ui/").request(), ""));
    EndpointResponse.Whole script = answer(files.file(request("/ui/app.js").request(), "app.js"));

    assertThat(new String(page.body(), UTF_8)).isEqualTo(PAGE);
    assertThat(page.headers()).containsEntry("Content-Type", "text/html; charset=utf-8");
    assertThat(script.headers()).containsEntry("Content-Type", "text/javascript; charset=utf-8");
  }

  @Test
  void compressesForWhoTakesIt() throws Exception {
    EndpointResponse.Whole page =
        answer(files.index(request("/ui/").header("accept-encoding", "br, gzip").request(), ""));

    assertThat(page.headers()).containsEntry("Content-Encoding", "gzip");
    try (GZIPInputStream plain = new GZIPInputStream(new ByteArrayInputStream(page.body()))) {
      assertThat(new String(plain.readAllBytes(), UTF_8)).isEqualTo(PAGE);
    }
  }

  @Test
  void saysWhenABrowserHasItAlready() {
    String tag =
        requireNonNull(answer(files.index(request("/ui/").request(), "")).headers().get("ETag"));
    EndpointResponse.Whole again =
        answer(files.index(request("/ui/").header("if-none-match", tag).request(), ""));

    assertThat(again.status()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nothing.js", "index.html", "..", ""})
  void servesNothingElse(String name) {
    assertThat(answer(files.file(request("/ui/" + name).request(), name)).status()).isEqualTo(404);
  }

  @Test
  void refusesAFileWhoseTypeItDoesNotKnow() {
    assertThatThrownBy(() -> new PortalFiles(Map.of("page.exe", new byte[0])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("page.exe");
  }

  private static Requests request(String path) {
    return Requests.of("GET", path);
  }

  private static EndpointResponse.Whole answer(EndpointResponse response) {
    return (EndpointResponse.Whole) response;
  }
}
