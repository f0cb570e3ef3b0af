package dev.gantry.app;

import dev.gantry.api.VersionInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which build this is, from a file that the build writes. */
final class BuildVersion {

  private BuildVersion() {}

  /** This build. */
  static VersionInfo current() {
    Properties properties = new Properties();
    try (InputStream file = BuildVersion.class.getResourceAsStream("version.properties")) {
      if (file != null) {
        properties.load(file);
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return new VersionInfo(
        properties.getProperty("message", ""),
        properties.getProperty("sha", ""),
        properties.getProperty("release", "development"));
  }
}
