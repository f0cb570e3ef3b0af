package dev.gantry.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.gateway.contract.Requests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackHostTest {

  private final Guard guard = Guard.loopbackOnly();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LocalHost:8080",
        "127.0.0.1",
        "127.0.0.1:18080",
        "127.255.255.254:1",
        "127.0.1.1",
        "[::1]",
        "[::1]:8080"
      })
  void letsThisMachinePass(String host) {
    assertThat(guard.refuse(Requests.of("GET", "/ui/").header("host", host).request())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "gateway.example",
        "localhost.example",
        "localhost.evil:8080",
        "evil-localhost",
        "localhost.",
        "127.0.0.1.nip.example",
        "127.0.0.1.",
        "127.1",
        "127.0.0.256",
        "127.0.0.01",
        "0127.0.0.1",
        "128.0.0.1",
        "0.0.0.0",
        "192.168.1.5:8080",
        "::1",
        "[::2]",
        "[::1",
        "[::1]evil",
        "localhost:",
        "localhost:8080:1",
        "localhost:http",
        "localhost:123456",
        "localhost@evil.example",
        "localhost\nevil",
        " localhost",
        "lOcalhost\u0131"
      })
  void turnsOthersAway(String host) {
    assertThat(guard.refuse(Requests.of("GET", "/ui/").header("host", host).request()))
        .hasValueSatisfying(answer -> assertThat(answer.status()).isEqualTo(421));
  }

  @Test
  void needsExactlyOneHost() {
    Requests request = Requests.of("GET", "/ui/");

    assertThat(guard.refuse(request.header("host").request())).isPresent();
    assertThat(guard.refuse(request.header("host", "localhost", "localhost").request()))
        .isPresent();
  }

  @Test
  void refusesChangesFromOtherOriginsToo() {
    assertThat(
            guard.refuse(
                Requests.of("POST", "/system/functions")
                    .header("origin", "http://localhost:3000")
                    .request()))
        .hasValueSatisfying(answer -> assertThat(answer.status()).isEqualTo(403));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/system", "/system/", "/system/functions", "/ui", "/ui/", "/ui/a", "/system//"})
  void guardsTheApiAndThePortal(String path) {
    assertThat(Guard.guards(path)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/healthz", "/openapi.yaml", "/systems", "/uix", "/function/system"})
  void leavesTheRestOpen(String path) {
    assertThat(Guard.guards(path)).isFalse();
  }
}
