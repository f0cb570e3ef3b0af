package dev.gantry.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HopByHopTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Connection",
        "proxy-connection",
        "Keep-Alive",
        "PROXY-AUTHENTICATE",
        "Proxy-Authorization",
        "te",
        "Trailer",
        "Transfer-Encoding",
        "upgrade",
        "HTTP2-Settings"
      })
  void knowsTheFieldsOfAConnection(String name) {
    assertThat(HopByHop.isHopByHop(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Authorization", "Content-Length", "Expect", "Host", "X-Upgrade", "id"})
  void passesOthers(String name) {
    assertThat(HopByHop.isHopByHop(name)).isFalse();
  }

  @Test
  void removesWhatConnectionNamesExceptTheLength() {
    MultiMap headers =
        MultiMap.caseInsensitiveMultiMap()
            .add("x-one", "1")
            .add("X-Two", "2")
            .add("X-Two", "3")
            .add("Content-Length", "4")
            .add("X-Kept", "5");

    HopByHop.removeNamed(List.of(" X-One , ,close", "x-two,Content-Length"), headers);

    assertThat(headers.names()).containsExactlyInAnyOrder("Content-Length", "X-Kept");
  }
}
