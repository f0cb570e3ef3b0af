package dev.gantry.portal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The files of the portal. Stateless. */
public final class Portal {

  private static final List<String> NAMES =
      List.of(
          "index.html",
          "style.css",
          "icon.svg",
          "theme.js",
          "app.js",
          "api.js",
          "live.js",
          "format.js",
          "parts.js",
          "chart.js",
          "signin.js",
          "functions.js",
          "function.js",
          "overview.js",
          "invoke.js",
          "answer.js",
          "logs.js",
          "scaling.js",
          "deploy.js",
          "secrets.js",
          "cluster.js",
          "catalogue.json",
          "lit-html.js",
          "uPlot.iife.min.js",
          "uPlot.min.css");

  private Portal() {}

  /**
   * Reads all files; {@code index.html} is the page.
   *
   * @return contents by name
   * @throws IllegalStateException if the build left one out
   */
  public static Map<String, byte[]> files() {
    Map<String, byte[]> files = new TreeMap<>();
    for (String name : NAMES) {
      files.put(name, read(name));
    }
    return files;
  }

  private static byte[] read(String name) {
    try (InputStream in = Portal.class.getResourceAsStream("ui/" + name)) {
      if (in == null) {
        throw new IllegalStateException("resource: ui/" + name + " (expected: in the jar)");
      }
      return in.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
