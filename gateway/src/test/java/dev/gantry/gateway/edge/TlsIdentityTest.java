package dev.gantry.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsIdentityTest {

  @TempDir Path folder;
  private PemFiles pem;

  @BeforeEach
  void prepare() {
    pem = new PemFiles(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC", "Ed25519"})
  void loadsAPairThatBelongsTogether(String algorithm) throws Exception {
    KeyStore keys = pem.make("one", algorithm);
    pem.serve(keys);

    TlsIdentity identity = TlsIdentity.load(pem.files());

    assertThat(identity.expiry()).isEqualTo(PemFiles.certificate(keys).getNotAfter().toInstant());
    assertThat(identity.toString()).doesNotContain("KEY");
  }

  @Test
  void saysWhichFileIsMissing() throws Exception {
    assertThatThrownBy(() -> TlsIdentity.load(pem.files()))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "TLS certificate "
                + pem.files().certificate()
                + " cannot be read: there is no such file");

    pem.serveCertificate(pem.make("one", "EC"));
    assertThatThrownBy(() -> TlsIdentity.load(pem.files()))
        .hasMessage("TLS key " + pem.files().key() + " cannot be read: there is no such file");
  }

  @Test
  void refusesAKeyOfAnotherCertificate() throws Exception {
    pem.serveCertificate(pem.make("one", "EC"));
    pem.serveKey(pem.make("two", "EC"));

    assertThatThrownBy(() -> TlsIdentity.load(pem.files()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("does not belong to certificate");
  }

  @Test
  void refusesAKeyOfAnotherKind() throws Exception {
    pem.serveCertificate(pem.make("one", "EC"));
    pem.serveKey(pem.make("two", "RSA"));

    assertThatThrownBy(() -> TlsIdentity.load(pem.files())).hasMessageEndingWith("is no EC key");
  }

  @Test
  void refusesWhatIsNoPem() throws Exception {
    pem.serve(pem.make("one", "EC"));
    Files.writeString(pem.files().key(), "-----BEGIN EC PRIVATE KEY-----\nAAAA\n");
    assertThatThrownBy(() -> TlsIdentity.load(pem.files()))
        .hasMessageContaining("holds no unencrypted PKCS #8 key");

    Files.writeString(pem.files().certificate(), "nothing");
    assertThatThrownBy(() -> TlsIdentity.load(pem.files()))
        .hasMessageContaining("holds no PEM certificate chain");
  }
}
