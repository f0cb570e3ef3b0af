package dev.gantry.api;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Amounts of memory and processor time as stack files write them, for Docker and for Kubernetes
 * alike.
 */
public final class Quantity {

  /** What a memory size has to look like, as the end of the sentence "expected …". */
  public static final String MEMORY_EXPECTED = "a size such as 64Mi, 20m, 1g or 500M, above 0";

  /** What an amount of processor time has to look like, as the end of the sentence "expected …". */
  public static final String CPU_EXPECTED = "processors such as 100m, 0.5 or 2, above 0";

  private static final Pattern AMOUNT =
      Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,9})?)([A-Za-z]{0,2})");

  /**
   * Lower-case letters are Docker's units (powers of 1024), {@code Ki} and the like are binary,
   * upper-case letters alone are Kubernetes' decimal ones.
   */
  private static final Map<String, Long> BYTES =
      Map.ofEntries(
          Map.entry("", 1L),
          Map.entry("b", 1L),
          Map.entry("B", 1L),
          Map.entry("k", 1L << 10),
          Map.entry("kb", 1L << 10),
          Map.entry("Ki", 1L << 10),
          Map.entry("m", 1L << 20),
          Map.entry("mb", 1L << 20),
          Map.entry("Mi", 1L << 20),
          Map.entry("g", 1L << 30),
          Map.entry("gb", 1L << 30),
          Map.entry("Gi", 1L << 30),
          Map.entry("t", 1L << 40),
          Map.entry("tb", 1L << 40),
          Map.entry("Ti", 1L << 40),
          Map.entry("K", 1_000L),
          Map.entry("M", 1_000_000L),
          Map.entry("G", 1_000_000_000L),
          Map.entry("T", 1_000_000_000_000L));

  private Quantity() {}

  /**
   * A memory size in bytes, at least 1.
   *
   * @return empty if the text is not a size, is 0, or is larger than a {@code long} holds
   */
  public static OptionalLong memoryBytes(String text) {
    Matcher amount = AMOUNT.matcher(text);
    if (!amount.matches()) {
      return OptionalLong.empty();
    }
    Long unit = BYTES.get(amount.group(2));
    return unit == null ? OptionalLong.empty() : scaled(amount.group(1), unit);
  }

  /**
   * An amount of processor time in thousandths of a processor, at least 1.
   *
   * @return empty if the text is not an amount or rounds to 0
   */
  public static OptionalLong cpuMillis(String text) {
    Matcher amount = AMOUNT.matcher(text);
    if (!amount.matches()) {
      return OptionalLong.empty();
    }
    return switch (amount.group(2)) {
      case "m" -> scaled(amount.group(1), 1);
      case "" -> scaled(amount.group(1), 1000);
      default -> OptionalLong.empty();
    };
  }

  private static OptionalLong scaled(String number, long unit) {
    BigDecimal whole =
        new BigDecimal(number).multiply(BigDecimal.valueOf(unit)).setScale(0, RoundingMode.FLOOR);
    boolean fits = whole.signum() > 0 && whole.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
    return fits ? OptionalLong.of(whole.longValueExact()) : OptionalLong.empty();
  }
}
