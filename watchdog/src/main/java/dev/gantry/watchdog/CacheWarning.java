package dev.gantry.watchdog;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Says in one line that Java has skipped its AOT cache. Java itself would say so in five, which the
 * launcher's options turn off.
 */
final class CacheWarning {

  /** The launcher's options name the cache here; without the launcher there is none. */
  private static final String PROPERTY = "gantry.cache";

  private CacheWarning() {}

  /** Prints it if there is a cache and it is not used; that there is none the launcher has said. */
  static void printTo(PrintStream err) {
    String cache = System.getProperty(PROPERTY);
    if (cache != null && new File(cache).canRead() && !isMapped(cache)) {
      err.println(
          "warning: the start was slow, because "
              + cache
              + " is damaged or does not fit this machine");
    }
  }

  private static boolean isMapped(String file) {
    try (InputStream maps = new FileInputStream("/proc/self/maps")) {
      return new String(maps.readAllBytes(), StandardCharsets.ISO_8859_1).contains(file);
    } catch (IOException e) {
      // Without /proc nobody knows, and nobody is to be alarmed.
      return true;
    }
  }
}
