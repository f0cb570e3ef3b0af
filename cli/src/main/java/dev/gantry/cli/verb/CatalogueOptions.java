package dev.gantry.cli.verb;

import dev.gantry.api.InvalidJsonException;
import dev.gantry.build.store.Catalogue;
import dev.gantry.build.store.StoreFunction;
import dev.gantry.cli.terminal.Failure;
import dev.gantry.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import picocli.CommandLine.Option;

/** Where ready-made functions are listed: in the program itself, unless an address is given. */
final class CatalogueOptions {

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

  String platform() {
    return platform;
  }

  /** The catalogue that is meant. */
  Catalogue read(Terminal terminal) throws Failure, InterruptedException {
    String place = url.isEmpty() ? terminal.variable("OPENFAAS_STORE").orElse("") : url;
    String tried = "could not read the catalogue " + (place.isEmpty() ? "of the program" : place);
    try {
      return place.isEmpty() ? Catalogue.ofProgram() : Catalogue.parse(bytes(place, terminal));
    } catch (IOException unreadable) {
      throw Failure.file(tried, unreadable);
    } catch (InvalidJsonException malformed) {
      throw Failure.of(tried, String.valueOf(malformed.getMessage()), "");
    }
  }

  /** One of them, by its name or title. */
  StoreFunction function(String name, Terminal terminal) throws Failure, InterruptedException {
    return read(terminal)
        .find(name)
        .orElseThrow(
            () ->
                Failure.of(
                    "could not find '" + name + "'",
                    "the catalogue has no such function",
                    "gantry store list"));
  }

  private static byte[] bytes(String place, Terminal terminal)
      throws IOException, InterruptedException {
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
