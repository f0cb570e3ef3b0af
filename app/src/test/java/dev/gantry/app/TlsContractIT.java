package dev.gantry.app;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS and HTTP/2 from the files a person names to the function. */
final class TlsContractIT {

  @TempDir private Path data;
  @TempDir private Path folder;

  @Test
  void speaksHttp2OverTlsAndPicksUpANewCertificate() throws Exception {
    Certificates files = new Certificates(folder);
    X509Certificate first = files.renew("first");
    try (RunningGantry gantry =
        RunningGantry.start(
            data,
            "--no-samples",
            "--tls-cert",
            files.certificate().toString(),
            "--tls-key",
            files.key().toString())) {
      URI address = gantry.gateway();
      SSLContext trust = Certificates.trusting(first);

      HttpResponse<String> deployed =
          post(
              trust,
              HttpClient.Version.HTTP_2,
              address.resolve("/system/functions"),
              "{\"service\":\"up\",\"envProcess\":\"sh -c 'tr a-z A-Z; env'\"}");
      assertThat(deployed.statusCode()).isEqualTo(202);
      assertThat(deployed.version()).isEqualTo(HttpClient.Version.HTTP_2);
      for (HttpClient.Version version : HttpClient.Version.values()) {
        HttpResponse<String> called =
            post(trust, version, address.resolve("/function/up?x=1"), "hello");
        assertThat(called.version()).isEqualTo(version);
        assertThat(called.body())
            .startsWith("HELLO")
            .contains(
                "Http_X_Forwarded_Proto=https\n",
                "Http_X_Forwarded_Host=" + address.getAuthority() + "\n",
                "Http_Query=x=1\n");
      }

      X509Certificate second = files.renew("second");
      eventually(
          () -> {
            try {
              post(
                  Certificates.trusting(second),
                  HttpClient.Version.HTTP_2,
                  address.resolve("/function/up"),
                  "");
            } catch (SSLException notYet) {
              throw new AssertionError(notYet);
            }
          });
      eventually(
          () ->
              assertThatThrownBy(
                      () -> post(trust, HttpClient.Version.HTTP_2, address.resolve("/healthz"), ""))
                  .isInstanceOf(SSLException.class));
    }
  }

  /** Each on a connection of its own. */
  private static HttpResponse<String> post(
      SSLContext trust, HttpClient.Version version, URI to, String body)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newBuilder().sslContext(trust).version(version).build()) {
      return client.send(
          HttpRequest.newBuilder(to).POST(BodyPublishers.ofString(body)).build(),
          BodyHandlers.ofString());
    }
  }
}
