package dev.gantry.swarm;

/** The engine answered with an error. */
final class EngineRefusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final String RPC = "desc = ";

  private final int status;

  EngineRefusal(int status, String reason) {
    super(reason);
    this.status = status;
  }

  /** There is nothing of that name. */
  boolean isNotFound() {
    return status == 404;
  }

  /** There is something of that name. */
  boolean isConflict() {
    return status == 409 || reason().contains("name conflicts with an existing object");
  }

  /** What was asked makes no sense to the engine. */
  boolean isBadRequest() {
    return status == 400;
  }

  /** Somebody else changed the object since it was read. */
  boolean isOutOfSequence() {
    return reason().contains("update out of sequence");
  }

  /** The engine's reason, without what it says about its own calls. */
  String reason() {
    String message = String.valueOf(getMessage());
    int at = message.lastIndexOf(RPC);
    return at < 0 ? message : message.substring(at + RPC.length());
  }
}
