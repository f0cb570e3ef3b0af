package dev.gantry.cli.gateway;

import java.nio.file.Path;
import java.util.Map;

/** Where the data folder is when nobody names one. */
public final class DataFolder {

  private DataFolder() {}

  /**
   * {@code /var/lib/gantry} for root, otherwise the person's data folder (XDG base directories).
   */
  public static Path usual(Map<String, String> env) {
    if (System.getProperty("user.name", "").equals("root")) {
      return Path.of("/var/lib/gantry");
    }
    String xdg = env.getOrDefault("XDG_DATA_HOME", "");
    return xdg.isEmpty()
        ? Path.of(System.getProperty("user.home", "."), ".local", "share", "gantry")
        : Path.of(xdg, "gantry");
  }
}
