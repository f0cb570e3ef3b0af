package dev.gantry.client;

import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One call of a function.
 *
 * @param function {@code NAME} or {@code NAME.NAMESPACE}
 * @param path what follows the name, such as {@code /a/b}; empty means nothing
 * @param query as it is sent, encoded, without a question mark; empty means none
 * @param method such as {@code POST}
 * @param headers names and values, in their order
 * @param body is opened when it is sent, once; empty means none
 * @param async whether the answer is not waited for
 */
public record Call(
    String function,
    String path,
    String query,
    String method,
    List<Header> headers,
    Optional<Supplier<InputStream>> body,
    boolean async) {

  /** One header. */
  public record Header(String name, String value) {}

  public Call {
    headers = List.copyOf(headers);
  }

  /** Sends this body and nothing else special. */
  public static Call of(String function, Supplier<InputStream> body) {
    return new Call(function, "", "", "POST", List.of(), Optional.of(body), false);
  }
}
