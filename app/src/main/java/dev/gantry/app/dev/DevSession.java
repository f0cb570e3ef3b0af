package dev.gantry.app.dev;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionName;
import dev.gantry.api.Secret;
import dev.gantry.build.stack.StackFile;
import dev.gantry.build.stack.StackFunction;
import dev.gantry.build.tree.Folders;
import dev.gantry.cli.gateway.GatewaySession;
import dev.gantry.cli.terminal.Failure;
import dev.gantry.cli.terminal.Terminal;
import dev.gantry.cli.verb.LogFollowing;
import dev.gantry.cli.verb.LogFormat;
import dev.gantry.client.LogRequest;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The functions of one stack while somebody works on them. Used by one thread. */
public final class DevSession {

  private static final Duration READY_LIMIT = Duration.ofSeconds(30);
  private static final long PAUSE_MILLIS = 10;

  private final Terminal terminal;
  private final GatewaySession session;
  private final ReadyReplicas replicas;
  private final String namespace;
  private final StackFile stack;
  private final DevBuild build;

  /** How many versions of each function were made. */
  private final Map<String, Integer> versions = new HashMap<>();

  /** Folders of versions that may still run: the latest, and the one before. */
  private final Map<String, List<Path>> folders = new HashMap<>();

  /**
   * @param session the gateway they are deployed on
   * @param replicas what of them runs there
   * @param namespace the gateway's default one
   * @param target a folder that functions can read
   */
  public DevSession(
      Terminal terminal,
      GatewaySession session,
      ReadyReplicas replicas,
      String namespace,
      StackFile stack,
      Path target) {
    this.terminal = terminal;
    this.session = session;
    this.replicas = replicas;
    this.namespace = namespace;
    this.stack = stack;
    List<Path> programs =
        Arrays.stream(terminal.env().getOrDefault("PATH", "").split(File.pathSeparator, -1))
            .map(Path::of)
            .toList();
    this.build = new DevBuild(stack, target, new SyntaxCheck(programs));
  }

  /**
   * Deploys all functions, and each anew when its files change, until it is interrupted.
   *
   * @param started is run once all were tried for the first time
   */
  public void run(Runnable started) throws IOException, InterruptedException {
    try (ChangedFiles changes = new ChangedFiles(stack.folder())) {
      // Before the first deploy, so that no save falls in between.
      for (StackFunction function : stack.functions()) {
        if (Files.isDirectory(handler(function))) {
          changes.watchTree(handler(function));
        }
      }
      for (StackFunction function : stack.functions()) {
        reload(function);
      }
      started.run();
      while (true) {
        reload(changes.await());
      }
    }
  }

  private void reload(Set<Path> changed) throws InterruptedException {
    for (StackFunction function : stack.functions()) {
      Path handler = handler(function);
      if (changed.stream().anyMatch(file -> file.startsWith(handler))) {
        reload(function);
      }
    }
  }

  private Path handler(StackFunction function) {
    String handler = function.handler();
    return stack.folder().resolve(handler == null ? function.name() : handler).normalize();
  }

  /** A failure is told, and the version before goes on. */
  private void reload(StackFunction function) throws InterruptedException {
    long start = System.nanoTime();
    int number = versions.merge(function.name(), 1, Integer::sum);
    try {
      switch (build.make(function, number)) {
        case DevBuild.Outcome.Made(FunctionDeployment deployment, Path folder) -> {
          deploy(deployment);
          boolean first = forgetOlder(function.name(), folder);
          tell(function, (first ? "ready" : "reloaded") + " in " + millis(start) + " ms");
          if (first) {
            follow(deployment);
          }
        }
        case DevBuild.Outcome.Broken(String why) -> broken(function, why);
        case DevBuild.Outcome.NeedsImage(String why) ->
            tell(function, "left out: " + why + "; gantry up -f builds and runs it");
      }
    } catch (IOException unreadable) {
      broken(function, Failure.reason(unreadable));
    } catch (Failure failure) {
      broken(function, failure.getMessage() + ": " + String.join(" ", failure.happened()));
    }
  }

  private void broken(StackFunction function, String why) {
    String goesOn = folders.containsKey(function.name()) ? "; the version before goes on" : "";
    why.lines().forEach(line -> tell(function, line));
    tell(function, terminal.errorColours().red("error: not reloaded") + goesOn);
  }

  private void deploy(FunctionDeployment deployment)
      throws Failure, InterruptedException, IOException {
    for (String secret : deployment.secrets()) {
      keep(secret);
    }
    FunctionName name = name(deployment);
    Set<String> before = replicas.of(name);
    session.attempt("deploy '" + name.name() + "'", client -> client.deploy(deployment));
    long end = System.nanoTime() + READY_LIMIT.toNanos();
    for (Set<String> now = replicas.of(name);
        now.isEmpty() || now.stream().anyMatch(before::contains);
        now = replicas.of(name)) {
      if (System.nanoTime() - end > 0) {
        throw Failure.of(
            "its new version is not ready", "after " + READY_LIMIT.toSeconds() + " s", "");
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  private FunctionName name(FunctionDeployment deployment) {
    String own = deployment.namespace();
    return new FunctionName(deployment.service(), own == null ? namespace : own);
  }

  /** The values of secrets for work at home lie in {@code .secrets}, as for local-run. */
  private void keep(String secret) throws Failure, InterruptedException, IOException {
    Path file = stack.folder().resolve(".secrets").resolve(secret);
    Secret value = new Secret(secret, null, null, Files.readAllBytes(file));
    session.attempt(
        "keep secret '" + secret + "'",
        client -> client.createSecret(value) || client.updateSecret(value));
  }

  /**
   * The version before may still answer calls; those before it do not.
   *
   * @return whether this is the first version
   */
  private boolean forgetOlder(String name, Path latest) throws IOException {
    List<Path> kept = folders.getOrDefault(name, List.of());
    if (kept.size() == 2) {
      removeIfMade(kept.getFirst());
    }
    folders.put(name, kept.isEmpty() ? List.of(latest) : List.of(kept.getLast(), latest));
    return kept.isEmpty();
  }

  /** A function without a template runs in the person's own folder, which stays. */
  private void removeIfMade(Path folder) throws IOException {
    if (folder.startsWith(build.target())) {
      Folders.remove(folder);
    }
  }

  private void follow(FunctionDeployment deployment) {
    FunctionName name = name(deployment);
    LogRequest request =
        new LogRequest(
            name.name(),
            name.namespace(),
            Optional.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            true);
    LogFollowing logs =
        new LogFollowing(terminal, session, LogFormat.PLAIN, false, stack.functionNames().toList());
    Thread.ofVirtual().name("logs of " + name).start(() -> follow(logs, request));
  }

  private void follow(LogFollowing logs, LogRequest request) {
    try {
      logs.print(List.of(request));
    } catch (Failure ended) {
      // At the end of the session the gateway has gone before its logs.
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static long millis(long start) {
    return (System.nanoTime() - start) / 1_000_000;
  }

  private void tell(StackFunction function, String line) {
    terminal.note(function.name() + ": " + line);
  }
}
