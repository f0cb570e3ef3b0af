package dev.gantry.gateway.scale;

import java.util.function.DoubleUnaryOperator;

/**
 * A load over time.
 *
 * @param name for the table
 * @param seconds how long it lasts
 * @param share at each second the share of the highest load, 0 to 1
 * @param noise the standard deviation of each second's load around that, as a share of it
 */
public record Trace(String name, int seconds, DoubleUnaryOperator share, double noise) {

  /** Five minutes up, one at the top, five down. */
  public static final Trace RAMP =
      new Trace(
          "ramp", 660, t -> t < 300 ? t / 300 : t < 360 ? 1 : Math.max(0, (660 - t) / 300), 0);

  /** Nothing, everything at once for a minute, nothing. */
  public static final Trace BURST = new Trace("burst", 180, t -> t >= 30 && t < 90 ? 1 : 0, 0);

  /** Two minutes up to the top, then down at once, four times. */
  public static final Trace SAWTOOTH = new Trace("sawtooth", 480, t -> (t % 120) / 120, 0);

  /** Two days of ten minutes each, with quiet nights. */
  public static final Trace NIGHT_AND_DAY =
      new Trace("night and day", 1200, t -> 0.5 - 0.5 * Math.cos(2 * Math.PI * t / 600), 0.05);

  /** A minute up to about half, then twenty minutes of nothing but noise. */
  public static final Trace NOISE = new Trace("noise", 1260, t -> Math.min(t / 60, 1) * 0.475, 0.1);
}
