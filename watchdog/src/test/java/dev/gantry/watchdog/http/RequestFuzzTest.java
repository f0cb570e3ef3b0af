package dev.gantry.watchdog.http;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;

/**
 * Any bytes as a client's requests hold what {@link RequestOracle} asks.
 *
 * <p>As a unit test it tries the files in {@code RequestFuzzTestInputs}. With {@code
 * JAZZER_FUZZ=1}, which the build's fuzz execution sets, Jazzer searches from there for inputs that
 * reach new code, and writes one that fails beside them, where it stays a test.
 */
class RequestFuzzTest {

  @FuzzTest(maxExecutions = 400_000, maxDuration = "1m")
  void everyInputHoldsWhatTheOracleAsks(byte[] input) throws IOException {
    RequestOracle.check(input);
  }
}
