package dev.gantry.gateway;

import dev.gantry.gateway.edge.MalformedRequestsContract;
import dev.gantry.gateway.edge.RecordingReplica;
import dev.gantry.gateway.edge.ServerUnderTest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;

/** The whole gateway in front of one replica of {@code echo}. */
class GatewayMalformedRequestsTest extends MalformedRequestsContract {

  @Override
  protected ServerUnderTest start() throws IOException {
    TestGateway gateway = new TestGateway();
    RecordingReplica replica = RecordingReplica.start();
    gateway.provider.ready("echo", Map.of(), replica.address());
    return new WholeGateway(gateway, replica);
  }

  private record WholeGateway(TestGateway gateway, RecordingReplica replica)
      implements ServerUnderTest {

    @Override
    public InetSocketAddress address() {
      return gateway.gateway.address();
    }

    @Override
    public void close() throws IOException {
      gateway.close();
      replica.close();
    }
  }
}
