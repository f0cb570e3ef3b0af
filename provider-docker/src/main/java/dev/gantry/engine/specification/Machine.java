package dev.gantry.engine.specification;

import java.util.Map;

/**
 * The engine's machine, as constraints and limits are judged by.
 *
 * @param hostname its name
 * @param os such as {@code linux}
 * @param architecture such as {@code x86_64}
 * @param processors how many it has
 * @param labels of the engine
 */
public record Machine(
    String hostname, String os, String architecture, int processors, Map<String, String> labels) {

  public Machine {
    labels = Map.copyOf(labels);
  }
}
