package dev.gantry.watchdog.relay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpstreamAddressTest {

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:3000, 127.0.0.1, 3000, /x?y",
    "http://localhost, localhost, 80, /x?y",
    "HTTP://[::1]:3000/, ::1, 3000, /x?y",
    "http://f:1/base, f, 1, /base/x?y",
    "http://f:1/base/, f, 1, /base/x?y"
  })
  void readsWebAddresses(String text, String host, int port, String target) {
    UpstreamAddress address = valid(text);

    assertThat(address.host()).isEqualTo(host);
    assertThat(address.port()).isEqualTo(port);
    assertThat(address.target("/x", "y")).isEqualTo(target);
    assertThat(address.target("*", "")).isEqualTo("*");
  }

  @Test
  void readsSocketPaths() {
    assertThat(valid("unix:/run/f.sock").socket()).isEqualTo("/run/f.sock");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "127.0.0.1:3000",
        "http://",
        "http://:3000",
        "http://f:0",
        "http://f:70000",
        "http://f:x",
        "http://u:p@f:1",
        "http://f:1/?q",
        "http://f:1/#f",
        "http://f:1/ü",
        "ftp://f:1",
        "unix:",
        "unix:f.sock",
        "unix:/\udc80",
        "http:/f"
      })
  void refusesOthers(String text) {
    assertThat(UpstreamAddress.read(text)).isInstanceOf(UpstreamAddress.Reading.Unusable.class);
  }

  @Test
  void saysWhyThereIsNoTls() {
    assertThat(UpstreamAddress.read("https://f:1").toString()).contains("TLS");
  }

  @Test
  void refusesPathsThatNoSocketCanHave() {
    assertThat(UpstreamAddress.read("unix:/" + "x".repeat(107)).toString()).contains("107");
  }

  private static UpstreamAddress valid(String text) {
    return ((UpstreamAddress.Reading.Valid) UpstreamAddress.read(text)).address();
  }
}
