package dev.gantry.provider;

import java.net.InetAddress;
import java.util.List;

/**
 * Where the other gateways over the same engine are. A provider has one only if it can be shared,
 * as a cluster can (ADR 0031).
 */
@FunctionalInterface
public interface PeerDirectory {

  /**
   * The addresses of all other gateways that may have calls now: those that are just starting or
   * ending are among them, those on machines that are down are not. All listen on the same ports.
   * Asks the engine each time, so it blocks.
   *
   * @throws ProviderException if the engine cannot be asked
   */
  List<InetAddress> others();
}
