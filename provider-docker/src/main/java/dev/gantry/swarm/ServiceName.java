package dev.gantry.swarm;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gantry.api.FunctionName;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What things are called on the Swarm. A service's name is a DNS label of at most 63 characters, so
 * that of a function in the default namespace is its own, otherwise {@code function_namespace};
 * later generations add {@code __} and their number.
 */
final class ServiceName {

  private static final int LONGEST = 63;

  private ServiceName() {}

  static String of(FunctionName name, int generation, String defaultNamespace) {
    String base =
        name.namespace().equals(defaultNamespace)
            ? name.name()
            : name.name() + "_" + name.namespace();
    return fitted(base, generation == 1 ? "" : "__" + generation, LONGEST);
  }

  /** A name that ends with {@code end}; one that would be too long keeps its beginning. */
  static String fitted(String base, String end, int longest) {
    if (base.length() + end.length() <= longest) {
      return base + end;
    }
    String digest = digest(base).substring(0, 12);
    int kept = longest - end.length() - digest.length() - 1;
    String beginning = base.substring(0, kept).replaceAll("[-_.]+$", "");
    return beginning + "-" + digest + end;
  }

  private static String digest(String text) {
    try {
      byte[] bytes = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(bytes);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
