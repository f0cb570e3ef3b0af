package dev.gantry.cli.verb;

import dev.gantry.cli.gateway.GatewayOptions;
import dev.gantry.cli.terminal.Colours;
import dev.gantry.cli.terminal.Failure;
import dev.gantry.cli.terminal.OutputOptions;
import dev.gantry.cli.terminal.Table;
import dev.gantry.cli.terminal.Terminal;
import dev.gantry.cli.verb.Finding.Verdict;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Looks at what commonly is in the way, and says what to do about it. */
@Command(
    name = "doctor",
    description =
        "Checks Java, Docker, Swarm, ports, the gateway and the login, and says what to do.")
public final class DoctorVerb implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final GatewayOptions gateway = new GatewayOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  public DoctorVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Failure, InterruptedException {
    List<Finding> findings = new Checks(terminal, gateway).all();
    output.write(terminal.out(), findings, out -> table(out, findings));
    return findings.stream().anyMatch(one -> one.verdict() == Verdict.WRONG) ? Failure.FAILED : 0;
  }

  private void table(PrintWriter out, List<Finding> findings) {
    Colours colours = terminal.colours();
    Table table = new Table();
    for (Finding finding : findings) {
      String word =
          switch (finding.verdict()) {
            case GOOD -> "ok";
            case MISSING -> "--";
            case WRONG -> "!!";
          };
      if (!output.isQuiet() || finding.verdict() == Verdict.WRONG) {
        table.row(word, finding.subject(), finding.found());
      }
      if (!finding.advice().isEmpty()) {
        table.row("", "", "try: " + finding.advice());
      }
    }
    table.print(out);
    long wrong = findings.stream().filter(one -> one.verdict() == Verdict.WRONG).count();
    output.say(out, "");
    output.say(
        out,
        wrong == 0 ? colours.green("Nothing is in the way.") : colours.red(wrong + " in the way."));
  }
}
