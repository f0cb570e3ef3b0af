package dev.gantry.swarm;

/**
 * The labels that services, secrets and configs of this provider bear, beside {@link
 * dev.gantry.container.FunctionLabels}.
 */
final class Label {

  /** The deployment as it was sent, as JSON, without credentials. */
  static final String DEPLOYMENT = "dev.gantry.deployment";

  static final String CREATED = "dev.gantry.created";
  static final String UPDATED = "dev.gantry.updated";

  /** Which update of the function this service is; each has a service of its own. */
  static final String GENERATION = "dev.gantry.generation";

  static final String PHASE = "dev.gantry.phase";

  /** Something people should know, such as why an update was rolled back. */
  static final String NOTE = "dev.gantry.note";

  static final String SECRET = "dev.gantry.secret";
  static final String VERSION = "dev.gantry.version";

  /** A namespace's own labels and annotations as JSON. */
  static final String NAMESPACE_RECORD = "dev.gantry.namespace.record";

  private Label() {}
}
