package dev.gantry.gateway.edge;

import dev.gantry.gateway.GatewaySettings.TlsFiles;
import dev.gantry.gateway.endpoint.Endpoint;
import dev.gantry.gateway.relay.RelaySettings;
import dev.gantry.gateway.replica.ReplicaTable;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Where the listeners are and what they serve.
 *
 * @param listen the public listener; port 0 picks a free one
 * @param metricsListen the listener of metrics
 * @param functionListen a listener for functions alone; empty when there is none
 * @param tls certificate and key of the listeners of functions; empty means plain HTTP
 * @param table the functions
 * @param relay how their calls are relayed
 * @param api answers what is no call on the public listener, authentication included
 * @param metrics answers on the metrics listener
 */
public record EdgeParts(
    InetSocketAddress listen,
    InetSocketAddress metricsListen,
    Optional<InetSocketAddress> functionListen,
    Optional<TlsFiles> tls,
    ReplicaTable table,
    RelaySettings relay,
    Endpoint api,
    Endpoint metrics) {}
