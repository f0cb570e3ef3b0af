package dev.gantry.build.template;

import java.util.List;

/** How pulling templates ended. */
public sealed interface PullOutcome {

  /**
   * They are there.
   *
   * @param origin where they came from, and which commit it was
   * @param written names of those that were written
   * @param kept names of those that were there already and were left as they are
   */
  record Pulled(TemplateOrigin origin, List<String> written, List<String> kept)
      implements PullOutcome {
    public Pulled {
      written = List.copyOf(written);
      kept = List.copyOf(kept);
    }
  }

  /** The address, or what the repository holds, is not accepted; nothing was written. */
  record Refused(String why) implements PullOutcome {}

  /** Git could not fetch it; its own words. Nothing was written. */
  record Failed(String why) implements PullOutcome {}
}
