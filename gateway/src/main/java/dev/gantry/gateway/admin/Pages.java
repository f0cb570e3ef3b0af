package dev.gantry.gateway.admin;

import dev.gantry.gateway.endpoint.EndpointResponse;
import dev.gantry.gateway.endpoint.ProblemKind;
import dev.gantry.gateway.endpoint.RequestProblem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** The files that are served as they are. Read once, when the gateway starts. */
final class Pages {

  private Pages() {}

  /**
   * Serves a file from beside this class.
   *
   * @throws IllegalStateException if the build left it out
   */
  static Operation file(String name, String type) {
    byte[] content = read(name);
    EndpointResponse answer =
        new EndpointResponse.Whole(200, Map.of("Content-Type", type), content);
    return (request, none) -> answer;
  }

  /** Sends the client to another path of this gateway. */
  static Operation redirect(String path) {
    EndpointResponse answer = EndpointResponse.empty(307).with(Map.of("Location", path));
    return (request, none) -> answer;
  }

  /** Explains how to call a function at {@code /}, to a client that named none (contract 9.2). */
  static Operation explainCall() {
    RequestProblem missing =
        RequestProblem.of(
            ProblemKind.INVALID_VALUE,
            "X-Function",
            "",
            "a header with the function's name, or a POST to /function/NAME");
    return (request, none) -> missing.answer(request);
  }

  private static byte[] read(String name) {
    try (InputStream in = Pages.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("resource: " + name + " (expected: in the jar)");
      }
      return in.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
