package dev.gantry.watchdog.mode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestJsonTest {

  @Test
  void hasAllHeadersAndTheBody() throws IOException {
    FakeRequest request =
        FakeRequest.of(
            "POST", "/", "", "Host", "f", "x-b", "2", "Accept", "a\"b\\c", "X-B", "3", "T", "\t");

    assertThat(json(request, "hello".getBytes(UTF_8)))
        .isEqualTo(
            "{\"header\":{\"Accept\":[\"a\\\"b\\\\c\"],\"T\":[\"\\u0009\"],\"X-B\":[\"2\",\"3\"]},"
                + "\"body\":{\"raw\":\"aGVsbG8=\"}}");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 12_287, 12_288, 12_289, 100_000})
  void encodesABodyOfAnySize(int size) throws IOException {
    byte[] body = new byte[size];
    new Random(size).nextBytes(body);

    assertThat(json(FakeRequest.of("POST", "/", ""), body))
        .isEqualTo(
            "{\"header\":{},\"body\":{\"raw\":\""
                + Base64.getEncoder().encodeToString(body)
                + "\"}}");
  }

  private static String json(FakeRequest request, byte[] body) throws IOException {
    byte[] json = RequestJson.of(request.headers(), new ByteArrayInputStream(body)).readAllBytes();
    return new String(json, UTF_8);
  }
}
