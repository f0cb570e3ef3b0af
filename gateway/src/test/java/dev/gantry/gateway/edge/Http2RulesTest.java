package dev.gantry.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.gateway.edge.RawHttp2Client.Outcome;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A request is answered with a status, or its stream is reset; the replica hears nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class Http2RulesTest {

  private static final List<String> HONEST =
      List.of(":method=GET", ":scheme=https", ":authority=localhost", ":path=/a?b=c");

  private GuardedRelay server;
  private RawHttp2Client client;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    PemFiles pem = new PemFiles(folder);
    KeyStore keys = pem.make("http2", "EC");
    pem.serve(keys);
    server = GuardedRelay.startTls(TlsIdentity.load(pem.files()));
    client = new RawHttp2Client(PemFiles.trusting(keys), server.address());
  }

  @AfterAll
  void stop() throws Exception {
    server.close();
  }

  @BeforeEach
  void forget() {
    server.replica().forget();
  }

  @Test
  void passesHonestRequests() throws Exception {
    assertThat(client.send(HONEST)).isEqualTo(Outcome.OK);
    assertThat(client.send(with("te=trailers", "x=\u00e9", "y="))).isEqualTo(Outcome.OK);
    assertThat(client.send(with("host=localhost"))).isEqualTo(Outcome.OK);
    assertThat(
            client.send(List.of(":method=GET", ":scheme=https", ":path=/", "host=localhost:8443")))
        .isEqualTo(Outcome.OK);
    assertThat(server.replica().complete()).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/a b",
        "/ HTTP/1.1\r\nX: y",
        "/\u0000",
        "/#x",
        "/\u00e9",
        "*",
        "x",
        "",
        "http://localhost/",
      })
  void refusesATargetThatIsNoPath(String target) throws Exception {
    refuses(replaced(":path", target));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "user@localhost",
        "local host",
        "localhost/x",
        "localhost:x",
        "localhost, other",
        "localhost\r\nX: y",
      })
  void refusesABadAuthority(String authority) throws Exception {
    refuses(replaced(":authority", authority));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GE T", "G\r\nX: y", "", "CONNECT"})
  void refusesABadMethod(String method) throws Exception {
    refuses(replaced(":method", method));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "connection=close",
        "keep-alive=x",
        "proxy-connection=close",
        "transfer-encoding=chunked",
        "upgrade=websocket",
        "te=gzip",
        "te=trailers, gzip",
        "host=other",
        "content-length=5",
        "x y=z",
        "x@y=z",
        "x\r\ny=z",
        "x:y=z",
        "X-Upper=z",
        "=z",
        ":x=z",
        ":path=/other",
        "x=a\u0000b",
        "x=a\r\ny: z",
        "x=a\nb",
        "x=a\rb",
        "x=a\u0001b",
      })
  void refusesAFieldThatHttp11WouldMisunderstand(String field) throws Exception {
    refuses(with(field));
  }

  @Test
  void refusesRepeatedFieldsThatMustStandOnce() throws Exception {
    refuses(with("host=localhost", "host=other"));
    refuses(with("host=localhost", "host=localhost"));
    refuses(with("content-length=0", "content-length=5"));
    refuses(List.of(":method=GET", ":scheme=https", ":path=/"));
    refuses(List.of(":method=GET", ":scheme=https", ":path=/", "host=a", "host=b"));
  }

  @Test
  void refusesTooManyFields() throws Exception {
    refuses(with(Collections.nCopies(300, "x=y").toArray(String[]::new)));
  }

  private void refuses(List<String> fields) throws Exception {
    assertThat(client.send(fields)).isNotEqualTo(Outcome.OK);
    assertThat(server.replica().everything()).isEmpty();
  }

  private static List<String> with(String... fields) {
    List<String> all = new ArrayList<>(HONEST);
    all.addAll(List.of(fields));
    return all;
  }

  private static List<String> replaced(String name, String value) {
    return HONEST.stream().map(f -> f.startsWith(name + "=") ? name + "=" + value : f).toList();
  }
}
