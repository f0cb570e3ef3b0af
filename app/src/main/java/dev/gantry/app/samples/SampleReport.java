package dev.gantry.app.samples;

import java.util.List;
import java.util.Map;

/**
 * What became of the samples.
 *
 * @param deployed names of the functions that run, in the order of the stack file
 * @param leftOut why a function was left out, by name
 */
public record SampleReport(List<String> deployed, Map<String, String> leftOut) {

  /** No samples were asked for. */
  public static final SampleReport NONE = new SampleReport(List.of(), Map.of());
}
