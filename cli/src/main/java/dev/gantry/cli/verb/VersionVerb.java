package dev.gantry.cli.verb;

import dev.gantry.api.GatewayInfo;
import dev.gantry.api.VersionInfo;
import dev.gantry.cli.gateway.GatewayOptions;
import dev.gantry.cli.gateway.GatewaySession;
import dev.gantry.cli.terminal.Failure;
import dev.gantry.cli.terminal.OutputOptions;
import dev.gantry.cli.terminal.Table;
import dev.gantry.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says which build this is, and which the gateway is, if one can be asked. */
@Command(name = "version", description = "Shows the versions of the program and of the gateway.")
public final class VersionVerb implements Callable<Integer> {

  private final Terminal terminal;
  private final VersionInfo own;

  @Mixin private final GatewayOptions gateway = new GatewayOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Option(
      names = {"--short-version", "--client"},
      description = "Only the program's version; no gateway is asked.")
  private boolean clientOnly;

  public VersionVerb(Terminal terminal, VersionInfo own) {
    this.terminal = terminal;
    this.own = own;
  }

  /** What is told. */
  private record Versions(VersionInfo client, @Nullable GatewayInfo gateway) {}

  @Override
  public Integer call() throws Failure, InterruptedException {
    if (clientOnly || output.isQuiet()) {
      output.write(terminal.out(), new Versions(own, null), out -> out.println(own.release()));
      return 0;
    }
    try (GatewaySession session = gateway.open(terminal)) {
      GatewayInfo info = info(session);
      output.write(terminal.out(), new Versions(own, info), out -> table(out, session, info));
      return 0;
    }
  }

  /** A gateway that cannot be asked is no failure of this command. */
  private @Nullable GatewayInfo info(GatewaySession session) throws InterruptedException {
    try {
      return session.attempt("ask for its version", client -> client.info());
    } catch (Failure unknown) {
      if (!unknown.happened().isEmpty()) {
        terminal.warn(unknown.happened().getFirst());
      }
      return null;
    }
  }

  private void table(PrintWriter out, GatewaySession session, @Nullable GatewayInfo info) {
    Table table = new Table();
    table.row("gantry", own.release() + commit(own));
    if (info != null) {
      table.row("gateway", info.version().release() + commit(info.version()));
      table.row("  at", session.gateway().text());
      table.row("provider", info.provider().provider() + " " + info.provider().version().release());
      table.row("  runs", info.provider().orchestration() + ", " + info.arch());
    }
    table.print(out);
  }

  private static String commit(VersionInfo version) {
    return version.sha().isEmpty() ? "" : " (" + version.sha() + ")";
  }
}
