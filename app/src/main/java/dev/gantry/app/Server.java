package dev.gantry.app;

import dev.gantry.api.FunctionName;
import dev.gantry.app.samples.SampleKind;
import dev.gantry.app.samples.SampleReport;
import dev.gantry.app.samples.Samples;
import dev.gantry.app.settings.ProviderChoice;
import dev.gantry.app.settings.UpSettings;
import dev.gantry.gateway.Gateway;
import dev.gantry.gateway.GatewaySettings;
import dev.gantry.gateway.GatewaySettings.Credentials;
import dev.gantry.portal.Portal;
import dev.gantry.provider.FunctionProvider;
import dev.gantry.provider.Replica;
import dev.gantry.provider.ReplicaState;
import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running platform: a provider, a gateway over it, and the samples. Thread-safe; closed by who
 * started it.
 */
final class Server implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Server.class);

  private final OpenProvider opened;
  private final Gateway gateway;
  private final Optional<Login> login;
  private final SampleReport samples;

  /**
   * What a person needs to sign in.
   *
   * @param user the user's name
   * @param password the file with the password
   */
  record Login(String user, Path password) {}

  private Server(
      OpenProvider opened, Gateway gateway, Optional<Login> login, SampleReport samples) {
    this.opened = opened;
    this.gateway = gateway;
    this.login = login;
    this.samples = samples;
  }

  /**
   * Starts everything; what was started is stopped again when a later part fails.
   *
   * @param home the folder of the program, with the samples in it
   * @param programs the folders where the commands of samples are looked for, as a {@code PATH}
   * @throws StartException if it cannot start as it was told
   */
  static Server start(UpSettings settings, Path home, String programs) throws StartException {
    OpenProvider opened = OpenProvider.of(settings);
    FunctionProvider provider = opened.provider();
    try {
      Optional<CredentialFiles> files = credentialFiles(settings);
      Optional<Credentials> credentials =
          files.isPresent() ? Optional.of(read(files.get(), settings)) : Optional.empty();
      Gateway gateway = gateway(settings, credentials, provider);
      Optional<Login> login =
          files.flatMap(f -> credentials.map(user -> new Login(user.user(), f.password())));
      return new Server(opened, gateway, login, samples(settings, home, programs, provider));
    } catch (StartException impossible) {
      provider.close();
      throw impossible;
    }
  }

  /** Where user and password are; empty when nobody is asked for them. */
  private static Optional<CredentialFiles> credentialFiles(UpSettings settings) {
    return settings.auth()
        ? Optional.of(
            new CredentialFiles(
                settings.credentials().orElse(settings.data().resolve("credentials"))))
        : Optional.empty();
  }

  /** A folder that a person named has to have both files; our own is filled at the first start. */
  private static Credentials read(CredentialFiles files, UpSettings settings)
      throws StartException {
    return settings.credentials().isPresent()
        ? files.read()
        : files.readOrGenerate(new SecureRandom());
  }

  private static Gateway gateway(
      UpSettings settings, Optional<Credentials> credentials, FunctionProvider provider)
      throws StartException {
    GatewaySettings gateway =
        new GatewaySettings(
            settings.listen(),
            settings.metricsListen(),
            settings.functionListen(),
            settings.tls(),
            credentials,
            settings.namespace(),
            settings.upstreamTimeout(),
            settings.scaling(),
            BuildVersion.current());
    try {
      return Gateway.start(gateway, provider, Portal.files());
    } catch (IOException impossible) {
      throw new StartException(String.valueOf(impossible.getMessage()), "gantry up --help");
    }
  }

  private static SampleKind kind(ProviderChoice provider, String programs) {
    return switch (provider) {
      case ProviderChoice.Processes process ->
          new SampleKind.Programs(
              Arrays.stream(programs.split(File.pathSeparator)).map(Path::of).toList());
      case ProviderChoice.Docker docker -> new SampleKind.Images();
      case ProviderChoice.Swarm swarm -> new SampleKind.Images();
    };
  }

  private static SampleReport samples(
      UpSettings settings, Path home, String programs, FunctionProvider provider) {
    Path folder = home.resolve("samples");
    if (!settings.samples() || !Files.isDirectory(folder)) {
      return SampleReport.NONE;
    }
    try {
      return new Samples(folder, settings.data(), kind(settings.provider(), programs))
          .deploy(provider, settings.namespace());
    } catch (IOException unreadable) {
      LOG.atWarn().addKeyValue("folder", folder).setCause(unreadable).log("samples left out");
      return SampleReport.NONE;
    }
  }

  InetSocketAddress address() {
    return gateway.address();
  }

  InetSocketAddress metricsAddress() {
    return gateway.metricsAddress();
  }

  Optional<InetSocketAddress> functionAddress() {
    return gateway.functionAddress();
  }

  /** How to sign in; empty when nobody has to. */
  Optional<Login> login() {
    return login;
  }

  SampleReport samples() {
    return samples;
  }

  /** Where and with whose rights functions run, for people. */
  String runsFunctions() {
    return opened.runsFunctions();
  }

  /** Which replicas of a function take calls, by their ids. */
  Set<String> readyReplicas(FunctionName function) {
    return opened.provider().find(function).stream()
        .flatMap(state -> state.replicas().stream())
        .filter(replica -> replica.state() instanceof ReplicaState.Ready)
        .map(Replica::id)
        .collect(Collectors.toSet());
  }

  /** Takes no further request and waits for calls that run, at most so long. */
  void drain(Duration limit) throws InterruptedException {
    LOG.info("stopping");
    if (!gateway.drain(limit)) {
      LOG.atWarn().addKeyValue("limit", limit).log("calls were cut as the drain took too long");
    }
  }

  @Override
  public void close() {
    gateway.close();
    opened.provider().close();
  }
}
