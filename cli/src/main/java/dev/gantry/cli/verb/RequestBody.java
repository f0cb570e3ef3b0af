package dev.gantry.cli.verb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The body of a call, in constant memory: passed on as it is read, or, because a signature stands
 * before what it signs, kept in a file of this person until the call is done.
 *
 * @param source opens it; empty when there is none
 * @param signature {@code sha256=} and the HMAC of all of it; empty when none was asked for
 * @param kept the file; empty when there is none
 */
record RequestBody(
    Optional<Supplier<InputStream>> source, Optional<String> signature, Optional<Path> kept)
    implements AutoCloseable {

  private static final String ALGORITHM = "HmacSHA256";

  static RequestBody none() {
    return new RequestBody(Optional.empty(), Optional.empty(), Optional.empty());
  }

  static RequestBody of(InputStream in) {
    return new RequestBody(Optional.of(() -> in), Optional.empty(), Optional.empty());
  }

  static RequestBody signed(InputStream in, String key) throws IOException {
    Path file = Files.createTempFile("gantry-body", "");
    try (OutputStream out = Files.newOutputStream(file)) {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key.getBytes(UTF_8), ALGORITHM));
      byte[] piece = new byte[64 << 10];
      for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
        mac.update(piece, 0, read);
        out.write(piece, 0, read);
      }
      return new RequestBody(
          Optional.of(() -> open(file)),
          Optional.of("sha256=" + HexFormat.of().formatHex(mac.doFinal())),
          Optional.of(file));
    } catch (IOException | GeneralSecurityException failed) {
      Files.deleteIfExists(file);
      throw failed instanceof IOException io ? io : new IOException(failed);
    }
  }

  private static InputStream open(Path file) {
    try {
      return Files.newInputStream(file);
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  @Override
  public void close() throws IOException {
    if (kept.isPresent()) {
      Files.deleteIfExists(kept.get());
    }
  }
}
