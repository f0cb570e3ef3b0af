package dev.gantry.watchdog;

import java.util.Optional;

/** Which watchdog this is. */
final class Version {

  private Version() {}

  /** From the jar's manifest; {@code dev} where there is no jar. */
  static String text() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion()).orElse("dev");
  }
}
