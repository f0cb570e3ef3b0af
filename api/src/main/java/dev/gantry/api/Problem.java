package dev.gantry.api;

/**
 * One thing that is wrong with what a person or client gave: which key, what stood there, and what
 * would have been accepted. Secret values never go into {@code value}.
 *
 * @param key the field, option or label as the person wrote it, such as {@code limits.memory}
 * @param value what was given; empty when it was missing
 * @param expected what is accepted, as the end of the sentence "expected …"
 */
public record Problem(String key, String value, String expected) {

  /**
   * The problem as a person reads it: {@code limits.memory: "12x" (expected: a size such as 64Mi)}.
   */
  public String message() {
    return value.isEmpty()
        ? key + ": missing (expected: " + expected + ")"
        : key + ": \"" + value + "\" (expected: " + expected + ")";
  }
}
