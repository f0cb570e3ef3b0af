package dev.gantry.gateway.edge;

import dev.gantry.gateway.GatewaySettings.TlsFiles;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A certificate chain and its key, read and found to belong together.
 *
 * @param chain PEM, leaf first
 * @param key PEM, PKCS #8
 * @param expiry when the leaf ends to be valid; an expired one is loaded all the same
 */
record TlsIdentity(String chain, String key, Instant expiry) {

  private static final Set<String> PROTOCOLS = Set.of("TLSv1.2", "TLSv1.3");
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
  private static final int LARGEST_FILE = 1 << 20;

  /**
   * Reads both files.
   *
   * @throws IOException if one cannot be read, is not what it should be, or they do not belong
   *     together; the message names the file
   */
  static TlsIdentity load(TlsFiles files) throws IOException {
    String chain = read("TLS certificate", files.certificate());
    String key = read("TLS key", files.key());
    X509Certificate leaf = leaf(files.certificate(), chain);
    PrivateKey parsed = parse(files.key(), key, leaf);
    if (!belong(leaf, parsed)) {
      throw new IOException(
          "TLS key " + files.key() + " does not belong to certificate " + files.certificate());
    }
    return new TlsIdentity(chain, key, leaf.getNotAfter().toInstant());
  }

  /** Turns a listener's options into those of a TLS listener that speaks HTTP/2 and HTTP/1.1. */
  HttpServerOptions addTo(HttpServerOptions options) {
    return options
        .setSsl(true)
        .setUseAlpn(true)
        .setKeyCertOptions(pem())
        .setEnabledSecureTransportProtocols(PROTOCOLS);
  }

  /** The options to give a server that is listening already. */
  ServerSSLOptions update() {
    ServerSSLOptions options = new ServerSSLOptions();
    options.setKeyCertOptions(pem());
    options.setEnabledSecureTransportProtocols(PROTOCOLS);
    options.setUseAlpn(true);
    options.setApplicationLayerProtocols(List.of("h2", "http/1.1"));
    return options;
  }

  private PemKeyCertOptions pem() {
    return new PemKeyCertOptions()
        .addCertValue(Buffer.buffer(chain))
        .addKeyValue(Buffer.buffer(key));
  }

  private static String read(String what, Path file) throws IOException {
    try {
      if (Files.size(file) > LARGEST_FILE) {
        throw new IOException("larger than " + LARGEST_FILE + " bytes");
      }
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new IOException(what + " " + file + " cannot be read: " + reason(e), e);
    }
  }

  private static String reason(IOException e) {
    return e instanceof java.nio.file.NoSuchFileException
        ? "there is no such file"
        : e instanceof java.nio.file.AccessDeniedException
            ? "permission denied"
            : String.valueOf(e.getMessage());
  }

  private static X509Certificate leaf(Path file, String chain) throws IOException {
    try {
      var stream = new ByteArrayInputStream(chain.getBytes(StandardCharsets.ISO_8859_1));
      var certificates = CertificateFactory.getInstance("X.509").generateCertificates(stream);
      return (X509Certificate) certificates.iterator().next();
    } catch (GeneralSecurityException | java.util.NoSuchElementException e) {
      throw new IOException("TLS certificate " + file + " holds no PEM certificate chain", e);
    }
  }

  private static PrivateKey parse(Path file, String key, X509Certificate leaf) throws IOException {
    Matcher matcher = KEY.matcher(key);
    if (!matcher.find()) {
      throw new IOException(
          "TLS key "
              + file
              + " holds no unencrypted PKCS #8 key (BEGIN PRIVATE KEY); convert it with: openssl"
              + " pkcs8 -topk8 -nodes");
    }
    try {
      byte[] der = Base64.getMimeDecoder().decode(matcher.group(1));
      return KeyFactory.getInstance(leaf.getPublicKey().getAlgorithm())
          .generatePrivate(new PKCS8EncodedKeySpec(der));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IOException(
          "TLS key " + file + " is no " + leaf.getPublicKey().getAlgorithm() + " key", e);
    }
  }

  private static boolean belong(X509Certificate leaf, PrivateKey key) {
    try {
      Signature signature = Signature.getInstance(algorithm(leaf.getPublicKey().getAlgorithm()));
      byte[] probe = {1, 2, 3};
      signature.initSign(key);
      signature.update(probe);
      byte[] signed = signature.sign();
      signature.initVerify(leaf.getPublicKey());
      signature.update(probe);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static String algorithm(String key) {
    return switch (key) {
      case "RSA" -> "SHA256withRSA";
      case "EC" -> "SHA256withECDSA";
      default -> key;
    };
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "TlsIdentity[expiry=" + expiry + "]";
  }
}
