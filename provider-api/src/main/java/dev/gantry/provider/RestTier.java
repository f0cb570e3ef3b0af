package dev.gantry.provider;

/** How deeply an idle function sleeps, lightest first. */
public enum RestTier {
  /** The replica keeps its memory and is given no processor time. */
  PAUSED,
  /** The replica is stopped and its place is kept. */
  STOPPED,
  /** There is no replica; every provider can do this. */
  REMOVED
}
