package dev.gantry.gateway.edge;

/** The guard with nothing of the gateway behind it but a relay. */
class GuardedMalformedRequestsTest extends MalformedRequestsContract {

  @Override
  protected ServerUnderTest start() throws Exception {
    return GuardedRelay.start(ConnectionLimits.DEFAULT);
  }
}
