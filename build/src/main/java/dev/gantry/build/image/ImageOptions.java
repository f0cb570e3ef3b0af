package dev.gantry.build.image;

import java.util.Map;

/**
 * What a person asks of image builds beside what stands in the stack file.
 *
 * @param arguments further build arguments; they win over {@code build_args}
 * @param labels further labels of the image
 * @param noCache whether every step is done anew
 * @param pull whether newer base images are looked for
 */
public record ImageOptions(
    Map<String, String> arguments, Map<String, String> labels, boolean noCache, boolean pull) {

  /** Nothing beside. */
  public static final ImageOptions NONE = new ImageOptions(Map.of(), Map.of(), false, false);

  public ImageOptions {
    arguments = Map.copyOf(arguments);
    labels = Map.copyOf(labels);
  }
}
