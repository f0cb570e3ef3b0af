package dev.gantry.bench.drive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Drives one address with wrk for some seconds. */
public final class Wrk {

  private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
  private static final Pattern COUNT = Pattern.compile("(\\d+) requests in");
  private static final Pattern PERCENTILE = Pattern.compile("(50|99)%\\s+([0-9.]+)(us|ms|s)");
  private static final Pattern FAILURES =
      Pattern.compile("Non-2xx or 3xx responses: \\d+|Socket errors: .*");

  private Wrk() {}

  /**
   * What one round came to.
   *
   * @param rate calls a second
   * @param calls how many there were
   * @param medianMicros median latency in microseconds
   * @param tailMicros 99th percentile of the latency in microseconds
   */
  public record Round(double rate, long calls, double medianMicros, double tailMicros) {}

  /**
   * Runs one round.
   *
   * @throws IOException if wrk is missing, or a call failed: a rate with failures in it means
   *     nothing
   */
  public static Round drive(String url, int connections, int seconds)
      throws IOException, InterruptedException {
    return drive(url, connections, seconds, List.of());
  }

  /** Its name and version, {@code unknown} where it is not installed. */
  public static String version() throws InterruptedException {
    return Tools.firstLine("wrk", "-v").replaceFirst(" \\[.*", "");
  }

  /**
   * Runs one round of requests that a script makes.
   *
   * @param script in Lua
   */
  public static Round scripted(String url, int connections, int seconds, Path script)
      throws IOException, InterruptedException {
    return drive(url, connections, seconds, List.of("-s", script.toString()));
  }

  private static Round drive(String url, int connections, int seconds, List<String> options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("wrk", "--latency", "-t1"));
    command.addAll(List.of("-c" + connections, "-d" + seconds + "s", "--timeout", "20s"));
    command.addAll(options);
    command.add(url);
    Process wrk = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exit = wrk.waitFor();
    Matcher failures = FAILURES.matcher(output);
    if (exit != 0 || failures.find()) {
      throw new IOException("wrk " + url + " had failures:\n" + output);
    }
    return new Round(
        Double.parseDouble(first(RATE, output)),
        Long.parseLong(first(COUNT, output)),
        percentile(output, "50"),
        percentile(output, "99"));
  }

  private static String first(Pattern wanted, String output) throws IOException {
    Matcher found = wanted.matcher(output);
    if (!found.find()) {
      throw new IOException("wrk printed no " + wanted + ":\n" + output);
    }
    return found.group(1);
  }

  private static double percentile(String output, String which) throws IOException {
    Matcher line = PERCENTILE.matcher(output);
    while (line.find()) {
      if (line.group(1).equals(which)) {
        return Double.parseDouble(line.group(2)) * micros(line.group(3));
      }
    }
    throw new IOException("wrk printed no percentiles:\n" + output);
  }

  private static double micros(String unit) {
    return switch (unit) {
      case "us" -> 1;
      case "ms" -> 1_000;
      default -> 1_000_000;
    };
  }
}
