package dev.gantry.client;

/** What a deploy did. Replicas follow in their own time. */
public enum Deployed {
  /** There was no such function. */
  CREATED,
  /** It replaced what was there. */
  UPDATED
}
