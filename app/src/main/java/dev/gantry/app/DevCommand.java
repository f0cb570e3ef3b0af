package dev.gantry.app;

import dev.gantry.app.dev.DevSession;
import dev.gantry.app.logging.LogSetup;
import dev.gantry.app.settings.LogSettings;
import dev.gantry.app.settings.Reading;
import dev.gantry.app.settings.Setting;
import dev.gantry.app.settings.SettingsReader;
import dev.gantry.app.settings.UpSettings;
import dev.gantry.build.stack.StackFile;
import dev.gantry.build.tree.Folders;
import dev.gantry.cli.gateway.DataFolder;
import dev.gantry.cli.gateway.GatewayOptions;
import dev.gantry.cli.gateway.GatewaySession;
import dev.gantry.cli.terminal.Failure;
import dev.gantry.cli.terminal.Terminal;
import dev.gantry.cli.verb.StackOptions;
import dev.gantry.client.GatewayAddress;
import dev.gantry.client.Login;
import dev.gantry.gateway.GatewaySettings.Credentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code gantry dev}: runs the functions of a stack file as processes of this machine, shows their
 * logs, and deploys a function anew when its files are saved. Nothing of it stays when it ends.
 */
@Command(
    name = "dev",
    description = "Runs the functions of a stack file here, without Docker, and reloads on a save.")
final class DevCommand implements Callable<Integer> {

  private final Terminal terminal;
  private final StopSignal stop;

  @Mixin private final StackOptions stack = new StackOptions();

  @Option(
      names = "--listen",
      paramLabel = "ADDRESS",
      description = "Where the gateway listens. Default: 127.0.0.1:8080")
  private String listen = "127.0.0.1:8080";

  DevCommand(Terminal terminal, StopSignal stop) {
    this.terminal = terminal;
    this.stop = stop;
  }

  @Override
  public Integer call() throws Failure, InterruptedException {
    StackFile file = stack.need(terminal);
    LogSetup.apply(new LogSettings(LogSettings.Format.TEXT, LogSettings.Level.ERROR));
    stop.heed();
    try {
      // Readable for all: functions may run as somebody else.
      Path work =
          Files.createTempDirectory(
              "gantry-dev",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
      try {
        return serve(file, work);
      } finally {
        Folders.remove(work);
      }
    } catch (IOException unwritable) {
      throw Failure.file("could not use the folder for temporary files", unwritable);
    }
  }

  private int serve(StackFile file, Path work) throws Failure, InterruptedException, IOException {
    CredentialFiles files =
        new CredentialFiles(DataFolder.usual(terminal.env()).resolve("credentials"));
    try {
      Credentials own = files.readOrGenerate(new SecureRandom());
      UpSettings settings = settings(work.resolve("data"), files.folder());
      try (Server server = Server.start(settings, work, "")) {
        GatewayAddress address =
            new GatewayAddress("http://" + Welcome.reachable(server.address()));
        Login login = new Login.Password(own.user(), own.password());
        try (GatewaySession session =
            new GatewayOptions().open(terminal, address, Optional.of(login))) {
          work(file, Files.createDirectories(work.resolve("functions")), server, session);
        }
        server.drain(Duration.ZERO);
      }
      return 0;
    } catch (StartException impossible) {
      throw Failure.of(
          "could not start", String.valueOf(impossible.getMessage()), "--listen 127.0.0.1:0");
    }
  }

  private UpSettings settings(Path data, Path credentials) throws Failure {
    Map<String, String> options =
        Map.of(
            "listen",
            listen,
            "metrics-listen",
            "127.0.0.1:0",
            "data",
            data.toString(),
            "credentials",
            credentials.toString(),
            "no-samples",
            "true");
    return switch (SettingsReader.read(options, Map.of(), Optional.empty(), data)) {
      case Reading.Valid valid -> valid.settings();
      case Reading.Invalid invalid ->
          throw Failure.usage(invalid.problems().getFirst().message(), "gantry dev --help");
    };
  }

  private void work(StackFile file, Path target, Server server, GatewaySession session)
      throws InterruptedException {
    DevSession dev =
        new DevSession(
            terminal,
            session,
            server::readyReplicas,
            Setting.NAMESPACE.defaultText(),
            file,
            target);
    Thread work =
        Thread.ofVirtual().name("dev").start(() -> run(dev, () -> welcome(file, session)));
    stop.await();
    work.interrupt();
    work.join();
  }

  private void welcome(StackFile file, GatewaySession session) {
    terminal.note("");
    file.functionNames()
        .forEach(name -> terminal.note("  " + session.gateway() + "/function/" + name));
    terminal.note("Save a file to reload its function. Ctrl-C ends.");
    terminal.note("");
  }

  private void run(DevSession dev, Runnable started) {
    try {
      dev.run(started);
    } catch (IOException impossible) {
      terminal.warn("changes are not seen any more: " + Failure.reason(impossible));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
