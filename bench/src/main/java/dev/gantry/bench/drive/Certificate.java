package dev.gantry.bench.drive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A certificate for loopback that nobody trusts, and its key, both in PEM form.
 *
 * @param chain the certificate
 * @param key the private key, unencrypted
 */
public record Certificate(Path chain, Path key) {

  /** Makes one with an elliptic key, by openssl. */
  public static Certificate make(Path folder) throws IOException, InterruptedException {
    Path chain = folder.resolve("chain.pem");
    Path key = folder.resolve("key.pem");
    List<String> command =
        new ArrayList<>(
            List.of("openssl", "req", "-x509", "-newkey", "ec", "-nodes", "-days", "1"));
    command.addAll(List.of("-pkeyopt", "ec_paramgen_curve:prime256v1", "-subj", "/CN=localhost"));
    command.addAll(List.of("-addext", "subjectAltName=IP:127.0.0.1"));
    command.addAll(List.of("-keyout", key.toString(), "-out", chain.toString()));
    Process openssl = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(openssl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (openssl.waitFor() != 0) {
      throw new IOException("openssl made no certificate:\n" + said);
    }
    return new Certificate(chain, key);
  }
}
