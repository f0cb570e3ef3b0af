package dev.gantry.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
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

  /** Beyond what a busy engine takes for anything but a pull, which has no limit. */
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);

  private final DockerClient client;
  private final DockerHttpClient transport;
  private final DockerClientConfig config;

  private EngineConnection(
      DockerClient client, DockerHttpClient transport, DockerClientConfig config) {
    this.client = client;
    this.transport = transport;
    this.config = config;
  }

  /**
   * Connects to an engine; nothing is sent yet.
   *
   * @param address such as {@code unix:///var/run/docker.sock} or {@code tcp://127.0.0.1:2375};
   *     empty means what the environment says ({@code DOCKER_HOST}, {@code DOCKER_TLS_VERIFY},
   *     {@code DOCKER_CERT_PATH}, the Docker configuration), otherwise the usual socket
   */
  public static EngineConnection open(Optional<String> address) {
    return open(address, ANSWER_LIMIT, Optional.empty());
  }

  /**
   * As {@link #open(Optional)}, with another limit than 60 s, or another configuration.
   *
   * @param answerLimit until the last byte of the answer to a request; does not hold for what
   *     streams or waits: events, logs, pulls, builds
   * @param configuration the folder of {@code config.json}; empty means this user's
   */
  static EngineConnection open(
      Optional<String> address, Duration answerLimit, Optional<Path> configuration) {
    DefaultDockerClientConfig.Builder builder =
        DefaultDockerClientConfig.createDefaultConfigBuilder();
    address.ifPresent(builder::withDockerHost);
    configuration.ifPresent(folder -> builder.withDockerConfig(folder.toString()));
    DockerClientConfig config = builder.build();
    DockerHttpClient transport =
        new BoundedTransport(
            new ZerodepDockerHttpClient.Builder()
                .dockerHost(config.getDockerHost())
                .sslConfig(config.getSSLConfig())
                .maxConnections(MOST_CONNECTIONS)
                .connectionTimeout(CONNECT_LIMIT)
                .build(),
            new Patience(answerLimit));
    return new EngineConnection(DockerClientImpl.getInstance(config, transport), transport, config);
  }

  /**
   * What sends requests. Faults of the engine are docker-java's exceptions; an engine that does not
   * answer in time is an {@link UncheckedIOException}, see {@link EngineFault#isNoAnswer}.
   */
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
    return config.getDockerHost();
  }

  /**
   * What the Docker configuration of this program's user ({@code ~/.docker/config.json}, or in the
   * folder {@code DOCKER_CONFIG}) has for the registry of an image; nothing is asked. Credential
   * helpers and identity tokens are none.
   */
  public Optional<RegistryCredentials> credentials(ImageReference reference) {
    AuthConfig found = config.effectiveAuthConfig(reference.repository());
    return found == null || found.getUsername() == null || found.getPassword() == null
        ? Optional.empty()
        : Optional.of(new RegistryCredentials(found.getUsername(), found.getPassword()));
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
