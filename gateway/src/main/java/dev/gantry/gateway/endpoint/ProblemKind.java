package dev.gantry.gateway.endpoint;

/**
 * What went wrong, as programs tell it apart: the {@code type} of a problem document (RFC 9457) and
 * its status. Types are stable; titles and details may change.
 */
public enum ProblemKind {
  /** The body is not JSON, or not of the shape that the operation takes. */
  MALFORMED_BODY(400, "malformed-body", "The body is not what was expected"),
  /** Something in the body, path or query is not accepted; {@code problems} says what. */
  INVALID_VALUE(400, "invalid-value", "A value is not accepted"),
  /** A page of another origin made the browser send this. */
  FOREIGN_ORIGIN(403, "foreign-origin", "Sent by a page of another origin"),
  /** Nothing of that name, or no such path. */
  NOT_FOUND(404, "not-found", "There is nothing of that name"),
  /** The path is known, the method is not for it. */
  METHOD_NOT_ALLOWED(405, "method-not-allowed", "The method is not for this path"),
  /** Something of that name is there already. */
  ALREADY_EXISTS(409, "already-exists", "There is something of that name already"),
  /** More bytes than an endpoint takes. */
  BODY_TOO_LARGE(413, "body-too-large", "The body is too large"),
  /** The {@code Host} is not one that this listener serves. */
  FOREIGN_HOST(421, "foreign-host", "Sent for another host"),
  /** A query parameter of the log is not accepted. */
  INVALID_PARAMETER(422, "invalid-parameter", "A query parameter is not accepted"),
  /** Too many wrong passwords came from this address; {@code Retry-After} says how long to wait. */
  TOO_MANY_FAILURES(429, "too-many-failures", "Too many wrong passwords"),
  /** As many streams of events are open as may be; {@code Retry-After} says when to ask again. */
  TOO_MANY_STREAMS(429, "too-many-streams", "Too many streams are open"),
  /** The provider could not do it, or the engine behind it failed. */
  PROVIDER_FAILED(500, "provider-failed", "The provider failed"),
  /** The provider cannot do that. */
  NOT_SUPPORTED(501, "not-supported", "The provider does not support this"),
  /** The provider does not answer. */
  PROVIDER_UNAVAILABLE(503, "provider-unavailable", "The provider does not answer");

  private final int status;
  private final String type;
  private final String title;

  ProblemKind(int status, String name, String title) {
    this.status = status;
    this.type = "urn:gantry:problem:" + name;
    this.title = title;
  }

  /** The status code. */
  public int status() {
    return status;
  }

  /** The URI that stands for this kind. */
  public String type() {
    return type;
  }

  /** The same sentence for every problem of this kind. */
  public String title() {
    return title;
  }
}
