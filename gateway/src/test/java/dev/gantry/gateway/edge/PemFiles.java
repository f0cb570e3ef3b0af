package dev.gantry.gateway.edge;

import dev.gantry.gateway.GatewaySettings.TlsFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Certificates for {@code localhost} in a folder, made with the {@code keytool} of this JDK. */
final class PemFiles {

  private static final char[] PASSWORD = "password".toCharArray();

  private final Path folder;

  PemFiles(Path folder) {
    this.folder = folder;
  }

  TlsFiles files() {
    return new TlsFiles(folder.resolve("tls.crt"), folder.resolve("tls.key"));
  }

  /** Makes a self-signed certificate of that name; nothing is in the served files yet. */
  KeyStore make(String name, String algorithm) throws Exception {
    Path store = folder.resolve(name + ".p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                algorithm,
                "-dname",
                "CN=" + name,
                "-ext",
                "SAN=dns:localhost,ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD),
                "-keystore",
                store.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    if (keytool.waitFor() != 0) {
      throw new IOException(Files.readString(folder.resolve("keytool.log")));
    }
    try (InputStream in = Files.newInputStream(store)) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(in, PASSWORD);
      return keys;
    }
  }

  void serveCertificate(KeyStore keys) throws Exception {
    replace(files().certificate(), pem("CERTIFICATE", certificate(keys).getEncoded()));
  }

  void serveKey(KeyStore keys) throws Exception {
    String alias = keys.aliases().nextElement();
    replace(files().key(), pem("PRIVATE KEY", keys.getKey(alias, PASSWORD).getEncoded()));
  }

  void serve(KeyStore keys) throws Exception {
    serveCertificate(keys);
    serveKey(keys);
  }

  /** Trusts these certificates and no other. */
  static SSLContext trusting(KeyStore... all) throws Exception {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    for (KeyStore keys : all) {
      trusted.setCertificateEntry(keys.aliases().nextElement(), certificate(keys));
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return context;
  }

  static X509Certificate certificate(KeyStore keys) throws Exception {
    Certificate certificate = keys.getCertificate(keys.aliases().nextElement());
    return (X509Certificate) certificate;
  }

  private static String pem(String what, byte[] der) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n";
  }

  static void replace(Path file, String text) throws IOException {
    Path fresh = Files.writeString(file.resolveSibling(file.getFileName() + ".new"), text);
    Files.move(fresh, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }
}
