package dev.gantry.engine.container;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.Ports.Binding;
import dev.gantry.engine.specification.ContainerSpecification;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * How replicas are reached (ADR 0017).
 *
 * @param network the network of functions
 * @param isPublished whether by a port on loopback, instead of their address on the network
 */
record Access(String network, boolean isPublished) {

  /** Where a running container answers. */
  InetSocketAddress addressOf(InspectContainerResponse container) throws IOException {
    return isPublished ? published(container) : onNetwork(container);
  }

  private InetSocketAddress onNetwork(InspectContainerResponse container) throws IOException {
    ContainerNetwork found = container.getNetworkSettings().getNetworks().get(network);
    String ip = found == null ? null : found.getIpAddress();
    if (ip == null || ip.isEmpty()) {
      throw new IOException("its container has no address on the network " + network);
    }
    return new InetSocketAddress(InetAddress.getByName(ip), ContainerSpecification.PORT.getPort());
  }

  private static InetSocketAddress published(InspectContainerResponse container)
      throws IOException {
    Binding[] bindings =
        container.getNetworkSettings().getPorts().getBindings().get(ContainerSpecification.PORT);
    if (bindings == null || bindings.length == 0) {
      throw new IOException("its container's port is not published");
    }
    int port = Integer.parseInt(bindings[0].getHostPortSpec());
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }
}
