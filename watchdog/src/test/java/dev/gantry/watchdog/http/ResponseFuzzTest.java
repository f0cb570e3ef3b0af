package dev.gantry.watchdog.http;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;

/** Any bytes as an upstream's answers hold what {@link ResponseOracle} asks; see its twin. */
class ResponseFuzzTest {

  @FuzzTest(maxExecutions = 200_000, maxDuration = "1m")
  void everyInputHoldsWhatTheOracleAsks(byte[] input) throws IOException {
    ResponseOracle.check(input);
  }
}
