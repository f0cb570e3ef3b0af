package dev.gantry.gateway.edge;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsListenerTest {

  private static final Duration STEP = Duration.ofMillis(20);

  @TempDir Path folder;
  private PemFiles pem;
  private KeyStore first;
  private GuardedRelay server;
  private TlsReload reload;

  @BeforeEach
  void start() throws Exception {
    pem = new PemFiles(folder);
    first = pem.make("first", "EC");
    pem.serve(first);
    TlsIdentity identity = TlsIdentity.load(pem.files());
    server = GuardedRelay.startTls(identity);
    reload = TlsReload.start(pem.files(), identity, List.of(server.server()), STEP);
  }

  @AfterEach
  void stop() throws Exception {
    reload.close();
    server.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = Version.class,
      names = {"HTTP_1_1", "HTTP_2"})
  void speaksWhatTheClientAsksFor(Version version) throws Exception {
    HttpResponse<String> answer = get(PemFiles.trusting(first), version);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.version()).isEqualTo(version);
    assertThat(server.replica().complete()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void guardsInsideTls(String protocol) throws Exception {
    try (SSLSocket socket = connect(PemFiles.trusting(first), protocol);
        RawClient client = new RawClient(socket)) {
      client.send("GET / HTTP/1.1\r\n\r\n");

      assertThat(client.readAll()).startsWith("HTTP/1.1 400 ").endsWith("no Host\n");
    }
    assertThat(server.replica().everything()).isEmpty();
  }

  @Test
  void servesANewCertificateOnceBothFilesAreThere() throws Exception {
    KeyStore second = pem.make("second", "RSA");
    SSLContext trust = PemFiles.trusting(first, second);

    pem.serveCertificate(second);
    pem.serveKey(second);

    eventually(() -> assertThat(served(trust)).isEqualTo(PemFiles.certificate(second)));
    assertThat(get(trust, Version.HTTP_2).statusCode()).isEqualTo(200);
  }

  @Test
  void keepsTheCertificateWhenTheNewOneIsBad() throws Exception {
    SSLContext trust = PemFiles.trusting(first);
    Files.writeString(pem.files().certificate(), "nothing");

    // A good pair behind the bad one shows that the bad one has been seen, or never will be.
    KeyStore third = pem.make("third", "EC");
    assertThat(served(trust)).isEqualTo(PemFiles.certificate(first));
    pem.serve(third);

    SSLContext both = PemFiles.trusting(first, third);
    eventually(() -> assertThat(served(both)).isEqualTo(PemFiles.certificate(third)));
  }

  private Certificate served(SSLContext trust) throws Exception {
    try (SSLSocket socket = connect(trust, "TLSv1.3")) {
      return socket.getSession().getPeerCertificates()[0];
    }
  }

  private SSLSocket connect(SSLContext trust, String protocol) throws Exception {
    SSLSocket socket =
        (SSLSocket)
            trust
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), server.address().getPort());
    socket.setEnabledProtocols(new String[] {protocol});
    socket.setSoTimeout(20_000);
    socket.startHandshake();
    return socket;
  }

  private HttpResponse<String> get(SSLContext trust, Version version) throws Exception {
    URI address = URI.create("https://localhost:" + server.address().getPort() + "/function/echo");
    try (HttpClient client = HttpClient.newBuilder().sslContext(trust).version(version).build()) {
      return client.send(
          HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(20)).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }
}
