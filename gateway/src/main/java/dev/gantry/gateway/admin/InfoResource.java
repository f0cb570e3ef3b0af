package dev.gantry.gateway.admin;

import dev.gantry.api.GatewayInfo;
import dev.gantry.api.VersionInfo;
import dev.gantry.gateway.endpoint.EndpointRequest;
import dev.gantry.gateway.endpoint.EndpointResponse;
import dev.gantry.provider.FunctionProvider;

/** {@code /system/info}: which builds are running, and on what. */
final class InfoResource {

  private final FunctionProvider provider;
  private final VersionInfo version;

  InfoResource(FunctionProvider provider, VersionInfo version) {
    this.provider = provider;
    this.version = version;
  }

  EndpointResponse info(EndpointRequest request, String none) {
    return EndpointResponse.json(200, new GatewayInfo(provider.info(), version, architecture()));
  }

  /** The name that the rest of the world uses where Java says {@code amd64}. */
  private static String architecture() {
    String java = System.getProperty("os.arch", "");
    return java.equals("amd64") ? "x86_64" : java;
  }
}
