package dev.gantry.process;

import com.sun.management.OperatingSystemMXBean;
import dev.gantry.provider.Node;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** This machine, the only one that functions run on. */
final class Machine {

  /** Read from here because asking the resolver may take seconds. */
  private static final Path HOSTNAME = Path.of("/proc/sys/kernel/hostname");

  private Machine() {}

  static Node here() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    String name = hostname();
    return new Node(
        name,
        name,
        true,
        architecture(),
        Runtime.getRuntime().availableProcessors(),
        system.getTotalMemorySize(),
        "");
  }

  private static String hostname() {
    try {
      return Files.readString(HOSTNAME).strip();
    } catch (IOException otherSystem) {
      return "localhost";
    }
  }

  /** By the name that the kernel uses. */
  private static String architecture() {
    String name = System.getProperty("os.arch");
    return name.equals("amd64") ? "x86_64" : name;
  }
}
