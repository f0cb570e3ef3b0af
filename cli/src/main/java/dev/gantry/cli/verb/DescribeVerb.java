package dev.gantry.cli.verb;

import dev.gantry.api.FunctionResources;
import dev.gantry.api.FunctionStatus;
import dev.gantry.cli.gateway.GatewayOptions;
import dev.gantry.cli.gateway.GatewaySession;
import dev.gantry.cli.terminal.Failure;
import dev.gantry.cli.terminal.OutputOptions;
import dev.gantry.cli.terminal.Table;
import dev.gantry.cli.terminal.Terminal;
import dev.gantry.client.GatewayAddress;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Says everything about one function. */
@Command(name = "describe", description = "Shows everything about a function.")
public final class DescribeVerb implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final GatewayOptions gateway = new GatewayOptions();
  @Mixin private final NamespaceOption namespace = new NamespaceOption();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Parameters(paramLabel = "FUNCTION", description = "The function's name.")
  private String name = "";

  public DescribeVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Failure, InterruptedException {
    try (GatewaySession session = gateway.open(terminal)) {
      String what = "describe '" + name + "'";
      FunctionStatus function =
          session
              .attempt(what, client -> client.function(name, namespace.name()))
              .orElseThrow(() -> session.noFunction(what, namespace.qualified(name)));
      output.write(terminal.out(), function, out -> table(out, function, session.gateway()));
      return 0;
    }
  }

  private void table(PrintWriter out, FunctionStatus function, GatewayAddress address) {
    if (output.isQuiet()) {
      out.println(Texts.state(function));
      return;
    }
    String full =
        function.name() + (function.namespace() == null ? "" : "." + function.namespace());
    Table table = new Table();
    row(table, "Name", function.name());
    row(table, "Namespace", function.namespace());
    row(table, "State", Texts.state(function));
    row(table, "Reason", function.reason());
    row(table, "Replicas", Texts.replicas(function));
    row(table, "Invocations", Texts.count(function.invocationCount()));
    row(table, "Image", function.image());
    row(table, "Command", function.envProcess());
    row(table, "URL", address + "/function/" + full);
    row(table, "Async URL", address + "/async-function/" + full);
    row(table, "Created", Texts.time(function.createdAt()));
    row(table, "Updated", function.updatedAt() == null ? "" : Texts.time(function.updatedAt()));
    rows(table, "Labels", pairs(function.labels()));
    rows(table, "Annotations", pairs(function.annotations()));
    rows(table, "Constraints", function.constraints());
    rows(table, "Environment", pairs(function.envVars()));
    rows(table, "Secrets", function.secrets());
    resources(table, "Requests", function.requests());
    resources(table, "Limits", function.limits());
    row(table, "Read-only", function.readOnlyRootFilesystem() ? "yes, but for /tmp" : "");
    if (function.usage() != null) {
      row(table, "Memory", Texts.bytes(function.usage().totalMemoryBytes()));
      row(table, "CPU", Texts.count(function.usage().cpu()) + " m");
    }
    table.print(out);
  }

  private static void row(Table table, String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      table.row(name, value);
    }
  }

  private static void rows(Table table, String name, List<String> values) {
    for (int i = 0; i < values.size(); i++) {
      table.row(i == 0 ? name : "", values.get(i));
    }
  }

  private static List<String> pairs(Map<String, String> map) {
    return new TreeMap<>(map)
        .entrySet().stream().map(one -> one.getKey() + "=" + one.getValue()).toList();
  }

  private static void resources(Table table, String name, @Nullable FunctionResources resources) {
    if (resources != null) {
      row(table, name, memory(resources) + cpu(resources));
    }
  }

  private static String memory(FunctionResources resources) {
    return resources.memory() == null ? "" : "memory " + resources.memory() + " ";
  }

  private static String cpu(FunctionResources resources) {
    return resources.cpu() == null ? "" : "cpu " + resources.cpu();
  }
}
