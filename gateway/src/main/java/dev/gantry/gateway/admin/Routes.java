package dev.gantry.gateway.admin;

import dev.gantry.gateway.auth.Guard;
import dev.gantry.gateway.live.LiveFeed;
import dev.gantry.gateway.metrics.CallMeters;
import dev.gantry.gateway.scale.Scaling;
import dev.gantry.provider.FunctionProvider;
import java.util.List;

/** Which path is which operation: contract 1.2 without the calls of functions. */
final class Routes {

  private Routes() {}

  static List<Route> of(
      FunctionProvider provider,
      CallMeters meters,
      Scaling scaling,
      LiveFeed feed,
      Guard guard,
      RestSettings settings) {
    Addressing addressing = new Addressing(settings.defaultNamespace());
    StatusView view = new StatusView(provider, meters);
    FunctionsResource functions = new FunctionsResource(provider, addressing, view);
    FunctionResource function = new FunctionResource(provider, addressing, view);
    ScaleResource scale = new ScaleResource(provider, scaling, addressing);
    SecretsResource secrets = new SecretsResource(provider, addressing);
    NamespaceResource namespaces = new NamespaceResource(provider, addressing);
    SessionResource session = new SessionResource(guard);
    EventsResource events = new EventsResource(feed, view, settings.logLimit());
    PortalFiles portal = new PortalFiles(settings.portal());
    LogsResource logs = new LogsResource(provider, addressing, settings.logLimit());
    return List.of(
        Route.at("/system/functions")
            .on("GET", functions::list)
            .on("POST", functions::deploy)
            .on("PUT", functions::update)
            .on("DELETE", functions::remove),
        Route.named("/system/function/").on("GET", function::find),
        Route.named("/system/scale-function/").on("POST", scale::scale),
        Route.at("/system/info").on("GET", new InfoResource(provider, settings.version())::info),
        Route.at("/system/events").on("GET", events::stream),
        Route.at("/system/nodes").on("GET", new NodesResource(provider)::list),
        Route.at("/system/logs").on("GET", logs::read),
        Route.at("/system/secrets")
            .on("GET", secrets::list)
            .on("POST", secrets::create)
            .on("PUT", secrets::update)
            .on("DELETE", secrets::remove),
        Route.at("/system/namespaces").on("GET", namespaces::names),
        Route.at("/system/namespace/").on("GET", namespaces::names).on("POST", namespaces::create),
        Route.named("/system/namespace/")
            .on("GET", namespaces::find)
            .on("POST", namespaces::create)
            .on("PUT", namespaces::update)
            .on("DELETE", namespaces::remove),
        Route.at("/system/session").on("POST", session::open).on("DELETE", session::close),
        Route.named("/system/scaling/").on("GET", new ScalingResource(scaling, addressing)::find),
        Route.at("/system/alert")
            .on("POST", new AlertResource(scaling, settings.defaultNamespace())::receive),
        Route.at("/healthz").onGet(new HealthResource(provider)::health),
        Route.at("/").onGet(Pages.redirect("/ui/")).on("POST", Pages.explainCall()),
        Route.at("/ui").onGet(Pages.redirect("/ui/")),
        Route.at("/ui/").onGet(portal::index),
        Route.named("/ui/").onGet(portal::file),
        Route.at("/openapi.yaml").onGet(Pages.file("openapi.yaml", "application/yaml")));
  }
}
