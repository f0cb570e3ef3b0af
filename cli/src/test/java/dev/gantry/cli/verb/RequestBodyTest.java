package dev.gantry.cli.verb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class RequestBodyTest {

  @Test
  void signsTheBodyAndSendsTheSameBytes() throws Exception {
    Path kept;
    byte[] text = "what do ya want for nothing?".getBytes(UTF_8);
    try (RequestBody body = RequestBody.signed(new ByteArrayInputStream(text), "Jefe")) {
      kept = body.kept().orElseThrow();

      // RFC 4231, test case 2.
      assertThat(body.signature())
          .contains("sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
      try (InputStream sent = body.source().orElseThrow().get()) {
        assertThat(sent).hasBinaryContent(text);
      }
    }
    assertThat(kept).doesNotExist();
  }
}
