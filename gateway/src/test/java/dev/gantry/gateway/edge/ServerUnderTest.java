package dev.gantry.gateway.edge;

import java.io.IOException;
import java.net.InetSocketAddress;

/** A gateway, or as much of one as is needed, that relays {@code /function/echo} to one replica. */
public interface ServerUnderTest extends AutoCloseable {

  InetSocketAddress address();

  /** What is behind it. */
  RecordingReplica replica();

  @Override
  void close() throws IOException;
}
