package dev.gantry.gateway.admin;

import dev.gantry.api.FunctionName;
import dev.gantry.gateway.endpoint.EndpointRequest;
import org.jspecify.annotations.Nullable;

/**
 * Which function or namespace a request means (contract section 0): the namespace of the body wins
 * over that of the query, which wins over the default one; {@code fn}, {@code fn.} and {@code fn.}
 * with the default namespace are one function. A name's own suffix that contradicts the namespace
 * given beside it is refused, because acting on either would be a guess.
 *
 * @param defaultNamespace of names that say none
 */
record Addressing(String defaultNamespace) {

  /**
   * The namespace that is meant.
   *
   * @param inBody what the body says; null or empty means nothing
   * @throws RejectedRequest if it is no valid name
   */
  String namespace(EndpointRequest request, @Nullable String inBody) throws RejectedRequest {
    String given = given(request, inBody);
    return given.isEmpty() ? defaultNamespace : given;
  }

  /**
   * The function that is meant.
   *
   * @param key which part of the request the name comes from
   * @param inBody the namespace the body says; null or empty means none
   * @throws RejectedRequest if there cannot be such a function
   */
  FunctionName function(EndpointRequest request, String key, String name, @Nullable String inBody)
      throws RejectedRequest {
    String given = given(request, inBody);
    String fallback = given.isEmpty() ? defaultNamespace : given;
    FunctionName meant =
        FunctionName.parse(name, fallback)
            .orElseThrow(() -> RejectedRequest.because(key, name, FunctionName.EXPECTED));
    if (!given.isEmpty() && !meant.namespace().equals(given)) {
      throw RejectedRequest.because(key, name, "a name in the namespace " + given);
    }
    return meant;
  }

  private static String given(EndpointRequest request, @Nullable String inBody)
      throws RejectedRequest {
    String given =
        inBody == null || inBody.isEmpty() ? request.parameter("namespace").orElse("") : inBody;
    if (!given.isEmpty() && !FunctionName.isLabel(given)) {
      throw RejectedRequest.because("namespace", given, FunctionName.EXPECTED);
    }
    return given;
  }
}
