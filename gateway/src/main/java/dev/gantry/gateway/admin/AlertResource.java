package dev.gantry.gateway.admin;

import dev.gantry.api.FunctionName;
import dev.gantry.gateway.endpoint.EndpointRequest;
import dev.gantry.gateway.endpoint.EndpointResponse;
import dev.gantry.gateway.scale.Scaling;
import dev.gantry.gateway.scale.ScalingMode;
import dev.gantry.provider.ChangeOutcome;
import dev.gantry.provider.ProviderException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /system/alert}: the webhook of an Alertmanager (contract 5.1). Unless the gateway was told
 * that an Alertmanager scales, an alert is read, logged in one line, and changes nothing (contract
 * section 0).
 */
final class AlertResource {

  private static final Logger LOG = LoggerFactory.getLogger(AlertResource.class);
  private static final String FIRING = "firing";
  private static final String FUNCTION = "function_name";

  private final Scaling scaling;
  private final String defaultNamespace;

  AlertResource(Scaling scaling, String defaultNamespace) {
    this.scaling = scaling;
    this.defaultNamespace = defaultNamespace;
  }

  /** The part of Alertmanager's message that is looked at. */
  record Message(@Nullable String status, @Nullable List<Alert> alerts) {}

  /** One alert; without a status of its own it has that of the message. */
  record Alert(@Nullable String status, @Nullable Map<String, String> labels) {}

  EndpointResponse receive(EndpointRequest request, String none) throws RejectedRequest {
    Message message = Body.read(request, Message.class);
    List<Alert> sent = message.alerts();
    List<Alert> alerts = sent == null ? List.of() : sent;
    if (scaling.mode() != ScalingMode.ALERTMANAGER) {
      LOG.atInfo()
          .addKeyValue("alerts", alerts.size())
          .addKeyValue("scaling", scaling.mode())
          .log("alert ignored, no alertmanager scales here");
      return EndpointResponse.empty(200);
    }
    List<String> errors = new ArrayList<>();
    for (int i = 0; i < alerts.size(); i++) {
      String error = carriedOut(alerts.get(i), message.status());
      if (error != null) {
        errors.add("[" + i + "] " + error);
      }
    }
    return errors.isEmpty()
        ? EndpointResponse.empty(200)
        : EndpointResponse.text(500, String.join("\n", errors) + "\n");
  }

  /** What went wrong; null for nothing, also where the alert names no function of ours. */
  private @Nullable String carriedOut(Alert alert, @Nullable String ofMessage) {
    Map<String, String> labels = alert.labels();
    Optional<FunctionName> name =
        labels == null || labels.get(FUNCTION) == null
            ? Optional.empty()
            : FunctionName.parse(labels.get(FUNCTION), defaultNamespace);
    if (name.isEmpty()) {
      return null;
    }
    String status = alert.status() == null ? ofMessage : alert.status();
    try {
      ChangeOutcome outcome = scaling.alert(name.get(), FIRING.equals(status));
      return outcome instanceof ChangeOutcome.Done || outcome instanceof ChangeOutcome.NotFound
          ? null
          : name.get() + " could not be scaled: " + outcome;
    } catch (ProviderException e) {
      LOG.atWarn().addKeyValue("function", name.get()).setCause(e).log("alert not carried out");
      return name.get() + " could not be scaled: the provider failed";
    }
  }
}
