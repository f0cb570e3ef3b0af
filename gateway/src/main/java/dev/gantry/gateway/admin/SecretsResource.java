package dev.gantry.gateway.admin;

import dev.gantry.api.DeploymentRules;
import dev.gantry.api.Secret;
import dev.gantry.gateway.endpoint.EndpointRequest;
import dev.gantry.gateway.endpoint.EndpointResponse;
import dev.gantry.gateway.endpoint.ProblemKind;
import dev.gantry.gateway.endpoint.RequestProblem;
import dev.gantry.provider.ChangeOutcome;
import dev.gantry.provider.FunctionProvider;
import java.nio.charset.StandardCharsets;

/** {@code /system/secrets}: names go out, values only come in, and into no log. */
final class SecretsResource {

  /** What is told of a secret. It has no place for a value. */
  record Listed(String name, String namespace) {}

  private final FunctionProvider provider;
  private final Addressing addressing;
  private final Namespaces namespaces;

  SecretsResource(FunctionProvider provider, Addressing addressing) {
    this.provider = provider;
    this.addressing = addressing;
    this.namespaces = new Namespaces(provider, addressing);
  }

  EndpointResponse list(EndpointRequest request, String none) throws RejectedRequest {
    String namespace = namespaces.existing(request);
    return EndpointResponse.json(
        200,
        provider.secrets(namespace).stream().map(name -> new Listed(name, namespace)).toList());
  }

  EndpointResponse create(EndpointRequest request, String none) throws RejectedRequest {
    Secret secret = read(request);
    return Outcomes.accepted(
        provider.createSecret(namespace(request, secret), secret.name(), value(secret)));
  }

  /** Where secrets cannot be changed the method does not exist (405, contract 1.6). */
  EndpointResponse update(EndpointRequest request, String none) throws RejectedRequest {
    Secret secret = read(request);
    ChangeOutcome outcome =
        provider.updateSecret(namespace(request, secret), secret.name(), value(secret));
    return outcome instanceof ChangeOutcome.Unsupported unsupported
        ? MethodRefusal.answer(request, "GET, POST, DELETE", unsupported.why())
        : Outcomes.accepted(outcome);
  }

  EndpointResponse remove(EndpointRequest request, String none) throws RejectedRequest {
    Secret secret = read(request);
    return Outcomes.accepted(provider.removeSecret(namespace(request, secret), secret.name()));
  }

  private String namespace(EndpointRequest request, Secret secret) throws RejectedRequest {
    return addressing.namespace(request, secret.namespace());
  }

  private static Secret read(EndpointRequest request) throws RejectedRequest {
    Secret secret = Body.read(request, Secret.class);
    if (!DeploymentRules.isSecretName(secret.name())) {
      throw new RejectedRequest(
          RequestProblem.of(
              ProblemKind.INVALID_VALUE,
              "name",
              secret.name(),
              "a DNS subdomain of at most 253 characters"));
    }
    return secret;
  }

  private static byte[] value(Secret secret) throws RejectedRequest {
    byte[] raw = secret.rawValue();
    String text = secret.value();
    if (raw != null) {
      return raw;
    }
    if (text == null) {
      throw RejectedRequest.because("value", "", "the secret's value, or rawValue in base64");
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
