package dev.gantry.gateway.contract;

import dev.gantry.gateway.endpoint.Endpoint;
import dev.gantry.gateway.endpoint.EndpointRequest;
import dev.gantry.gateway.endpoint.EndpointResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks an endpoint and checks every answer against the OpenAPI document. */
public record CheckedEndpoint(Endpoint endpoint) {

  private static final OpenApiContract CONTRACT = OpenApiContract.ofGateway();

  public Answer ask(Requests request) throws InterruptedException {
    return ask(request.request());
  }

  public Answer ask(String method, String target) throws InterruptedException {
    return ask(Requests.of(method, target));
  }

  public Answer ask(String method, String target, String body) throws InterruptedException {
    return ask(Requests.of(method, target).body(body));
  }

  private Answer ask(EndpointRequest request) throws InterruptedException {
    Answer answer = whole(endpoint.answer(request));
    Map<String, List<String>> headers = new LinkedHashMap<>();
    answer.headers().forEach((name, value) -> headers.put(name, List.of(value)));
    CONTRACT.check(request.method(), request.path(), answer.status(), headers, answer.body());
    return answer;
  }

  private static Answer whole(EndpointResponse response) throws InterruptedException {
    return switch (response) {
      case EndpointResponse.Whole whole ->
          new Answer(whole.status(), whole.headers(), whole.body());
      case EndpointResponse.Streamed streamed -> {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
          streamed.content().writeTo(out);
        } catch (IOException impossible) {
          throw new UncheckedIOException(impossible);
        }
        yield new Answer(streamed.status(), streamed.headers(), out.toByteArray());
      }
    };
  }
}
