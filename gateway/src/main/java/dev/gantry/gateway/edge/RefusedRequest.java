package dev.gantry.gateway.edge;

/**
 * Why a request is not taken, with the status that says so.
 *
 * <p>It travels through the pipeline as the cause of a failed request: whoever relays a body sees
 * it in the request's exception handler, gives up its call, and writes nothing, because the guard
 * has answered already. It carries no stack trace: it describes the peer, not this program.
 */
final class RefusedRequest extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;

  /**
   * A refusal.
   *
   * @param status what the client is answered: 400, 408, 413, 431, 501 or 505
   * @param reason one short sentence that a person can act on; no octet of the request stands in it
   */
  RefusedRequest(int status, String reason) {
    super(reason, null, false, false);
    this.status = status;
  }

  static RefusedRequest malformed(String reason) {
    return new RefusedRequest(400, reason);
  }

  /** The status the client is answered. */
  int status() {
    return status;
  }

  /** One short sentence. */
  String reason() {
    return String.valueOf(getMessage());
  }
}
