package dev.gantry.cli;

import dev.gantry.api.VersionInfo;
import dev.gantry.cli.terminal.Terminal;
import dev.gantry.cli.verb.BuildVerb;
import dev.gantry.cli.verb.CompletionVerb;
import dev.gantry.cli.verb.DeployVerb;
import dev.gantry.cli.verb.DescribeVerb;
import dev.gantry.cli.verb.DiffVerb;
import dev.gantry.cli.verb.DoctorVerb;
import dev.gantry.cli.verb.GenerateVerb;
import dev.gantry.cli.verb.InvokeVerb;
import dev.gantry.cli.verb.ListVerb;
import dev.gantry.cli.verb.LocalRunVerb;
import dev.gantry.cli.verb.LoginVerb;
import dev.gantry.cli.verb.LogoutVerb;
import dev.gantry.cli.verb.LogsVerb;
import dev.gantry.cli.verb.NamespacesVerb;
import dev.gantry.cli.verb.NewVerb;
import dev.gantry.cli.verb.PushVerb;
import dev.gantry.cli.verb.ReadyVerb;
import dev.gantry.cli.verb.RemoveVerb;
import dev.gantry.cli.verb.ScaleVerb;
import dev.gantry.cli.verb.SecretCreateVerb;
import dev.gantry.cli.verb.SecretListVerb;
import dev.gantry.cli.verb.SecretRemoveVerb;
import dev.gantry.cli.verb.SecretUpdateVerb;
import dev.gantry.cli.verb.StoreDeployVerb;
import dev.gantry.cli.verb.StoreInspectVerb;
import dev.gantry.cli.verb.StoreListVerb;
import dev.gantry.cli.verb.TemplateDescribeVerb;
import dev.gantry.cli.verb.TemplateListVerb;
import dev.gantry.cli.verb.TemplatePullVerb;
import dev.gantry.cli.verb.VersionVerb;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;

/** The verbs. Only the one that was typed is loaded. */
final class Verbs {

  /** Those that start a server or belong to the program's folder; they are made elsewhere. */
  static final List<String> OF_PROGRAM = List.of("up", "dev", "images", "dist");

  /** Their names, in the order in which people meet them. */
  static final List<String> NAMES =
      List.of(
          "up",
          "login",
          "logout",
          "new",
          "dev",
          "build",
          "push",
          "deploy",
          "list",
          "describe",
          "invoke",
          "logs",
          "scale",
          "remove",
          "diff",
          "secret",
          "namespaces",
          "store",
          "template",
          "local-run",
          "ready",
          "generate",
          "doctor",
          "version",
          "images",
          "dist",
          "completion");

  /** Names by which people of the existing command line know some of them. */
  private static final Map<String, String> ALIASES =
      Map.of(
          "ls",
          "list",
          "rm",
          "remove",
          "delete",
          "remove",
          "secrets",
          "secret",
          "templates",
          "template",
          "catalogue",
          "store");

  private Verbs() {}

  /** The verb of a name or of another name of it; empty if there is none. */
  static Optional<String> named(String typed) {
    String name = ALIASES.getOrDefault(typed, typed);
    return NAMES.contains(name) ? Optional.of(name) : Optional.empty();
  }

  /**
   * The command of a verb, unless it is one of {@link #OF_PROGRAM}.
   *
   * @param version this build
   * @throws IllegalArgumentException if there is none of that name here
   */
  static CommandLine line(String name, Terminal terminal, VersionInfo version) {
    return switch (name) {
      case "login" -> new CommandLine(new LoginVerb(terminal));
      case "logout" -> new CommandLine(new LogoutVerb(terminal));
      case "new" -> new CommandLine(new NewVerb(terminal));
      case "build" -> new CommandLine(new BuildVerb(terminal));
      case "push" -> new CommandLine(new PushVerb(terminal));
      case "diff" -> new CommandLine(new DiffVerb(terminal));
      case "local-run" -> new CommandLine(new LocalRunVerb(terminal));
      case "template" ->
          VerbGroup.of(
              name,
              "templates",
              "Lists and pulls templates of languages.",
              List.of(
                  new TemplateListVerb(terminal),
                  new TemplateDescribeVerb(terminal),
                  new TemplatePullVerb(terminal)));
      case "deploy" -> new CommandLine(new DeployVerb(terminal));
      case "list" -> new CommandLine(new ListVerb(terminal));
      case "describe" -> new CommandLine(new DescribeVerb(terminal));
      case "invoke" -> new CommandLine(new InvokeVerb(terminal));
      case "logs" -> new CommandLine(new LogsVerb(terminal));
      case "scale" -> new CommandLine(new ScaleVerb(terminal));
      case "remove" -> new CommandLine(new RemoveVerb(terminal));
      case "secret" ->
          VerbGroup.of(
              name,
              "secrets",
              "Keeps values that only functions can read.",
              List.of(
                  new SecretCreateVerb(terminal),
                  new SecretUpdateVerb(terminal),
                  new SecretListVerb(terminal),
                  new SecretRemoveVerb(terminal)));
      case "namespaces" -> new CommandLine(new NamespacesVerb(terminal));
      case "store" ->
          VerbGroup.of(
              name,
              "catalogue",
              "Finds and deploys ready-made functions.",
              List.of(
                  new StoreListVerb(terminal),
                  new StoreInspectVerb(terminal),
                  new StoreDeployVerb(terminal)));
      case "ready" -> new CommandLine(new ReadyVerb(terminal));
      case "generate" -> new CommandLine(new GenerateVerb(terminal));
      case "doctor" -> new CommandLine(new DoctorVerb(terminal));
      case "version" -> new CommandLine(new VersionVerb(terminal, version));
      case "completion" -> new CommandLine(new CompletionVerb(terminal));
      default -> throw new IllegalArgumentException("verb: " + name);
    };
  }
}
