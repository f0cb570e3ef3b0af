package dev.gantry.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * An open connection to one Docker Engine. Thread-safe; requests block, so callers use virtual
 * threads.
 */
public final class EngineConnection implements AutoCloseable {

  /** An engine keeps requests waiting when many come at once; streams hold one each. */
  private static final int MOST_CONNECTIONS = 500;

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

  private final DockerClient client;
  private final DockerHttpClient transport;
  private final URI host;

  private EngineConnection(DockerClient client, DockerHttpClient transport, URI host) {
    this.client = client;
    this.transport = transport;
    this.host = host;
  }

  /**
   * Connects to an engine; nothing is sent yet.
   *
   * @param address such as {@code unix:///var/run/docker.sock} or {@code tcp://127.0.0.1:2375};
   *     empty means what the environment says ({@code DOCKER_HOST}, {@code DOCKER_TLS_VERIFY},
   *     {@code DOCKER_CERT_PATH}, the Docker configuration), otherwise the usual socket
   */
  public static EngineConnection open(Optional<String> address) {
    DefaultDockerClientConfig.Builder builder =
        DefaultDockerClientConfig.createDefaultConfigBuilder();
    address.ifPresent(builder::withDockerHost);
    DockerClientConfig config = builder.build();
    DockerHttpClient transport =
        new ZerodepDockerHttpClient.Builder()
            .dockerHost(config.getDockerHost())
            .sslConfig(config.getSSLConfig())
            .maxConnections(MOST_CONNECTIONS)
            .connectionTimeout(CONNECT_LIMIT)
            .build();
    return new EngineConnection(
        DockerClientImpl.getInstance(config, transport), transport, config.getDockerHost());
  }

  /** What sends requests. Faults of the engine are docker-java's exceptions. */
  public DockerClient client() {
    return client;
  }

  /**
   * What sends requests that docker-java's commands cannot express without loss; closed with this.
   */
  public DockerHttpClient transport() {
    return transport;
  }

  /** Where the engine is, such as {@code unix:///var/run/docker.sock}. */
  public URI host() {
    return host;
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
