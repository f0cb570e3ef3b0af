package dev.gantry.swarm;

import dev.gantry.api.FunctionResources;
import dev.gantry.api.Quantity;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Memory and processors in the engine's units.
 *
 * @param memoryBytes empty means none was asked for
 * @param nanoCpus thousand-millionths of a processor; empty means none was asked for
 */
record Amounts(OptionalLong memoryBytes, OptionalLong nanoCpus) {

  private static final long NANOS_PER_MILLI = 1_000_000;

  static Amounts of(FunctionResources asked) {
    return new Amounts(memory(asked.memory()), cpu(asked.cpu()));
  }

  private static OptionalLong memory(@Nullable String text) {
    return text == null ? OptionalLong.empty() : Quantity.memoryBytes(text);
  }

  private static OptionalLong cpu(@Nullable String text) {
    OptionalLong millis = text == null ? OptionalLong.empty() : Quantity.cpuMillis(text);
    return millis.isEmpty() ? millis : OptionalLong.of(millis.getAsLong() * NANOS_PER_MILLI);
  }
}
