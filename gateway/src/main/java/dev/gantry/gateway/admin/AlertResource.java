package dev.gantry.gateway.admin;

import dev.gantry.gateway.endpoint.EndpointRequest;
import dev.gantry.gateway.endpoint.EndpointResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /system/alert}: the webhook of an Alertmanager. The gateway scales by itself, so that it
 * reads the alert, writes one line and changes nothing (contract section 0).
 */
final class AlertResource {

  private static final Logger LOG = LoggerFactory.getLogger(AlertResource.class);

  /** The part of Alertmanager's message that is looked at. */
  record Message(@Nullable String status, @Nullable List<Map<String, Object>> alerts) {}

  EndpointResponse ignore(EndpointRequest request, String none) throws RejectedRequest {
    Message message = Body.read(request, Message.class);
    List<Map<String, Object>> alerts = message.alerts();
    LOG.atInfo()
        .addKeyValue("alerts", alerts == null ? 0 : alerts.size())
        .log("alert ignored, the gateway scales by itself");
    return EndpointResponse.empty(200);
  }
}
