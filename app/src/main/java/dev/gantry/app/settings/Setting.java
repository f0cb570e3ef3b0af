package dev.gantry.app.settings;

import java.util.Locale;

/**
 * What can be set, in the order people read it. Each is an option {@code --key}, a variable {@code
 * GANTRY_KEY} and a key of the file.
 */
public enum Setting {
  LISTEN(
      "listen",
      "ADDRESS",
      "127.0.0.1:8080",
      "Where the gateway listens: functions, REST API and portal."),
  METRICS_LISTEN(
      "metrics-listen", "ADDRESS", "127.0.0.1:8082", "Where the page for Prometheus is."),
  FUNCTION_LISTEN(
      "function-listen", "ADDRESS", "", "Where functions alone are, as an origin of their own."),
  PROVIDER("provider", "NAME", "process", "What runs the replicas: process, docker or swarm."),
  DOCKER_HOST(
      "docker-host",
      "ADDRESS",
      "",
      "Docker Engine, for docker and swarm, such as unix:///var/run/docker.sock (default: DOCKER_HOST, or the usual socket)."),
  NETWORK(
      "network", "NAME", "gantry-functions", "Network of the containers, for docker and swarm."),
  REPLICA_ACCESS(
      "replica-access",
      "HOW",
      "auto",
      "How containers are reached, for docker: network, published (ports on loopback) or auto, which tries."),
  OWNER(
      "owner",
      "NAME",
      "gantry",
      "Which services are this installation's, for swarm: the same for all its gateways."),
  DATA(
      "data",
      "FOLDER",
      "",
      "Where deployments, secrets and logs are kept (default: /var/lib/gantry for root, otherwise ~/.local/share/gantry)."),
  CREDENTIALS(
      "credentials",
      "FOLDER",
      "",
      "Folder with the files basic-auth-user and basic-auth-password (default: one in the data folder, made at the first start)."),
  NO_AUTH("no-auth", "", "false", "Let anybody on this machine in; only with loopback addresses."),
  NO_SAMPLES("no-samples", "", "false", "Do not deploy the sample functions."),
  NAMESPACE("namespace", "NAME", "openfaas-fn", "Namespace of functions that name none."),
  UPSTREAM_TIMEOUT("upstream-timeout", "TIME", "60s", "How long a call may take."),
  DRAIN_TIMEOUT("drain-timeout", "TIME", "60s", "How long a stop waits for calls that run."),
  SCALING(
      "scaling",
      "WHO",
      "internal",
      "Who changes the number of replicas by load: internal, alertmanager (by /system/alert) or off."),
  TLS_CERT("tls-cert", "FILE", "", "Certificate chain (PEM); turns TLS on."),
  TLS_KEY("tls-key", "FILE", "", "Private key (PEM) of the certificate."),
  RUN_AS("run-as", "USER", "", "User that functions run as, when started as root."),
  LOG_FORMAT("log-format", "FORMAT", "text", "Log lines as text or json."),
  LOG_LEVEL(
      "log-level", "LEVEL", "info", "Least level that is logged: debug, info, warn or error.");

  private final String key;
  private final String valueLabel;
  private final String defaultText;
  private final String description;

  Setting(String key, String valueLabel, String defaultText, String description) {
    this.key = key;
    this.valueLabel = valueLabel;
    this.defaultText = defaultText;
    this.description = description;
  }

  /** The key in the file, and the option without its dashes. */
  public String key() {
    return key;
  }

  /** What the value is, for the help; empty for a switch, which needs no value. */
  public String valueLabel() {
    return valueLabel;
  }

  /** What holds when nobody says anything; empty when nothing does or it depends on the machine. */
  public String defaultText() {
    return defaultText;
  }

  /** What it is for, one sentence. */
  public String description() {
    return description;
  }

  /** The environment variable, such as {@code GANTRY_METRICS_LISTEN}. */
  public String variable() {
    return "GANTRY_" + key.toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
