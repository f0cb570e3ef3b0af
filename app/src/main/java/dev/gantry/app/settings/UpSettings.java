package dev.gantry.app.settings;

import dev.gantry.gateway.GatewaySettings;
import dev.gantry.gateway.scale.ScalingMode;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How {@code gantry up} starts the server. Every value has been judged.
 *
 * @param listen the public address; port 0 picks a free one
 * @param metricsListen the address of the metrics
 * @param functionListen an address for functions alone; empty means they share the public one
 * @param data the data folder; need not exist yet
 * @param credentials the folder with user and password; empty means one in the data folder, with a
 *     password generated at the first start
 * @param auth whether {@code /system/*} and the portal ask for credentials
 * @param samples whether the sample functions are deployed
 * @param namespace the default namespace
 * @param upstreamTimeout how long a call may take
 * @param drainTimeout how long a stop waits for calls that run; 0 does not wait
 * @param scaling who changes the number of replicas
 * @param tls certificate and key; empty means plain HTTP
 * @param provider what runs the replicas
 * @param logging how log lines look
 */
public record UpSettings(
    InetSocketAddress listen,
    InetSocketAddress metricsListen,
    Optional<InetSocketAddress> functionListen,
    Path data,
    Optional<Path> credentials,
    boolean auth,
    boolean samples,
    String namespace,
    Duration upstreamTimeout,
    Duration drainTimeout,
    ScalingMode scaling,
    Optional<GatewaySettings.TlsFiles> tls,
    ProviderChoice provider,
    LogSettings logging) {}
