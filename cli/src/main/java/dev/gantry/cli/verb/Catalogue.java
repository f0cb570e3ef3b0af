package dev.gantry.cli.verb;

import dev.gantry.api.ApiJson;
import dev.gantry.api.InvalidJsonException;
import dev.gantry.cli.terminal.Failure;
import dev.gantry.cli.terminal.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where ready-made functions are listed: in the program itself, unless an address is given. */
final class Catalogue {

  @Option(
      names = {"-u", "--url"},
      paramLabel = "ADDRESS",
      description =
          "Another catalogue: an address or a file. Default: OPENFAAS_STORE, otherwise the program's own")
  private String url = "";

  @Option(
      names = "--platform",
      paramLabel = "NAME",
      description = "Platform of the images, such as x86_64 or arm64. Default: this machine's")
  private String platform = usualPlatform();

  /** The whole document. */
  private record Content(@Nullable List<StoreFunction> functions) {}

  String platform() {
    return platform;
  }

  /** All of them, by name. */
  List<StoreFunction> functions(Terminal terminal) throws Failure, InterruptedException {
    String place = url.isEmpty() ? terminal.variable("OPENFAAS_STORE").orElse("") : url;
    String called = place.isEmpty() ? "the program's own catalogue" : place;
    try {
      Content content = ApiJson.read(bytes(place, terminal), Content.class);
      return content.functions() == null
          ? List.of()
          : content.functions().stream().sorted(Comparator.comparing(StoreFunction::name)).toList();
    } catch (IOException unreadable) {
      throw Failure.of("could not read the catalogue " + called, Failure.reason(unreadable), "");
    } catch (InvalidJsonException malformed) {
      throw Failure.of(
          "could not read the catalogue " + called, String.valueOf(malformed.getMessage()), "");
    }
  }

  /** One of them, by its name or title. */
  StoreFunction function(String name, Terminal terminal) throws Failure, InterruptedException {
    return functions(terminal).stream()
        .filter(one -> one.isCalled(name))
        .findFirst()
        .orElseThrow(
            () ->
                Failure.of(
                    "could not find '" + name + "'",
                    "the catalogue has no such function",
                    "gantry store list"));
  }

  private static byte[] bytes(String place, Terminal terminal)
      throws IOException, InterruptedException {
    if (place.isEmpty()) {
      try (InputStream own = Catalogue.class.getResourceAsStream("catalogue.json")) {
        return own == null ? new byte[0] : own.readAllBytes();
      }
    }
    return WebText.isAddress(place)
        ? WebText.fetch(place)
        : Files.readAllBytes(terminal.path(place));
  }

  private static String usualPlatform() {
    return switch (System.getProperty("os.arch", "")) {
      case "amd64", "x86_64" -> "x86_64";
      case "aarch64" -> "arm64";
      case String other -> other;
    };
  }
}
