package dev.gantry.docker;

import java.util.HashMap;
import java.util.Map;

/**
 * How far a pull is, from what the engine says of each layer. Never goes back, although layers
 * become known one after the other. Used by one thread.
 */
final class PullProgress {

  /** What of a layer is done when it has been fetched; the rest is unpacking. */
  private static final double FETCHED = 0.8;

  private final Map<String, Double> layers = new HashMap<>();
  private double progress;

  /**
   * Takes in one message.
   *
   * @param layer its layer; messages about none are told apart by their status
   * @param current bytes done; 0 when not said
   * @param total bytes in all; 0 when not said
   * @return from 0 to 1
   */
  double after(String layer, String status, long current, long total) {
    double part = total > 0 ? Math.min(1.0, (double) current / total) : 0;
    switch (status) {
      case "Pulling fs layer", "Waiting" -> layers.putIfAbsent(layer, 0.0);
      case "Downloading" -> layers.merge(layer, part * FETCHED, Math::max);
      case "Verifying Checksum", "Download complete" -> layers.merge(layer, FETCHED, Math::max);
      case "Extracting" -> layers.merge(layer, FETCHED + part * (1 - FETCHED), Math::max);
      case "Pull complete", "Already exists" -> layers.put(layer, 1.0);
      default -> {
        return progress;
      }
    }
    double mean = layers.values().stream().mapToDouble(Double::doubleValue).sum() / layers.size();
    progress = Math.max(progress, mean);
    return progress;
  }
}
