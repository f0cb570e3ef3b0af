package dev.gantry.gateway.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * Signs what gateways with the same credentials have to take from each other, and nobody else may
 * make. The key is derived from user and password, one for each purpose, so that nothing has to be
 * shared beside them and a changed password ends it (ADR 0021). Thread-safe; never blocks.
 */
public final class SharedKey {

  private static final int KEY_BYTES = 32;
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final SecretKey key;

  /**
   * Derives a key: HKDF (RFC 5869), in which the password is the secret, and the purpose and the
   * user make the key this one.
   *
   * @param purpose what is signed with it; one word
   */
  public SharedKey(String purpose, String user, String password) {
    try {
      key =
          KDF.getInstance("HKDF-SHA256")
              .deriveKey(
                  "HmacSHA256",
                  HKDFParameterSpec.ofExtract()
                      .addSalt("gantry".getBytes(StandardCharsets.UTF_8))
                      .addIKM(password.getBytes(StandardCharsets.UTF_8))
                      .thenExpand(
                          (purpose + " " + user).getBytes(StandardCharsets.UTF_8), KEY_BYTES));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The signature of a text, in letters that need no quoting anywhere. */
  public String sign(String content) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return BASE64.encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Whether a signature is that of a text; takes the same time whatever was given. */
  public boolean isSignature(String given, String content) {
    return MessageDigest.isEqual(
        sign(content).getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }
}
