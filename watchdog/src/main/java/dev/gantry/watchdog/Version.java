package dev.gantry.watchdog;

import java.lang.module.ModuleDescriptor;
import java.util.Optional;

/** Which watchdog this is. */
final class Version {

  private Version() {}

  /** The module's in the runtime folder, else the jar's; {@code dev} where there is neither. */
  static String text() {
    ModuleDescriptor module = Version.class.getModule().getDescriptor();
    Optional<String> version =
        module == null
            ? Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
            : module.rawVersion();
    return version.orElse("dev");
  }
}
