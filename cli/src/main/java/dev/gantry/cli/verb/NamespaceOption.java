package dev.gantry.cli.verb;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The namespace of what a verb is about. */
final class NamespaceOption {

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAME",
      description = "Namespace. Default: the gateway's default one")
  private String namespace = "";

  /** Empty means the gateway's default one. */
  String name() {
    return namespace;
  }

  /** Null means the gateway's default one, as requests say it. */
  @Nullable String orAbsent() {
    return namespace.isEmpty() ? null : namespace;
  }

  /** A function as it is called: with the namespace when one was named. */
  String qualified(String function) {
    return namespace.isEmpty() ? function : function + "." + namespace;
  }
}
