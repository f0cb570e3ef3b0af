package dev.gantry.gateway;

import dev.gantry.api.VersionInfo;
import dev.gantry.gateway.scale.ScalingMode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How a gateway is set up.
 *
 * @param listen the public listener; port 0 picks a free one
 * @param metricsListen the listener of {@code /metrics} and {@code /healthz}
 * @param functionListen a listener for functions alone, which gives them an origin of their own;
 *     empty means they share the public one with the portal
 * @param tls certificate and key of the public listeners; empty means plain HTTP
 * @param credentials who may call {@code /system/*} and the portal; empty means anybody on this
 *     machine
 * @param defaultNamespace the namespace of a name without one; {@code openfaas-fn} unless
 *     configured
 * @param upstreamTimeout how long a call may take, unless its function says otherwise; 60 s
 * @param scaling who changes the number of replicas by load
 * @param version this build
 */
public record GatewaySettings(
    InetSocketAddress listen,
    InetSocketAddress metricsListen,
    Optional<InetSocketAddress> functionListen,
    Optional<TlsFiles> tls,
    Optional<Credentials> credentials,
    String defaultNamespace,
    Duration upstreamTimeout,
    ScalingMode scaling,
    VersionInfo version) {

  /**
   * A gateway for this machine alone, on free ports: plain HTTP, anybody may call, functions are on
   * the portal's listener.
   */
  public static GatewaySettings onFreePorts(
      Duration upstreamTimeout, ScalingMode scaling, VersionInfo version) {
    InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return new GatewaySettings(
        free,
        free,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        "openfaas-fn",
        upstreamTimeout,
        scaling,
        version);
  }

  /**
   * A certificate chain and its key in PEM form; read again when either file changes.
   *
   * @param certificate the chain, leaf first
   * @param key the unencrypted private key, PKCS #8
   */
  public record TlsFiles(Path certificate, Path key) {}

  /** A user and a password. */
  public record Credentials(String user, String password) {
    /** Names the user, never the password. */
    @Override
    public String toString() {
      return "Credentials[" + user + "]";
    }
  }
}
