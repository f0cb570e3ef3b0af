package dev.gantry.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GatewayAddressTest {

  @ParameterizedTest
  @CsvSource({
    "localhost:8080, http://localhost:8080",
    "HTTP://Gateway.Example.com/, http://gateway.example.com",
    "https://gateway.example.com/base//, https://gateway.example.com/base",
    "[::1]:8080, http://[::1]:8080",
  })
  void bringsWhatPeopleWriteIntoOneForm(String written, String form) {
    assertThat(GatewayAddress.parse(written)).contains(new GatewayAddress(form));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "http://", "ftp://host", "http://user:word@host", "http://a b", "x?y"})
  void refusesWhatIsNoAddress(String written) {
    assertThat(GatewayAddress.parse(written)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, true", "127.1.2.3:80, true", "localhost, true", "[::1]:1, true",
    "fn.localhost, true", "127.0.0.1.example.com, false", "10.0.0.1, false", "localhosts, false",
  })
  void knowsThisMachineByItsNameOrNumber(String written, boolean loopback) {
    assertThat(GatewayAddress.parse(written).orElseThrow().isLoopback()).isEqualTo(loopback);
  }

  @Test
  void doesNotTakeAnAddressThatWasNotBroughtIntoThatForm() {
    assertThatThrownBy(() -> new GatewayAddress("host"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("address: host (expected: ");
  }
}
