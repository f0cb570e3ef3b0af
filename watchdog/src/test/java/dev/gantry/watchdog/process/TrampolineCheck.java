package dev.gantry.watchdog.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Only in the tests' run with the library of the runtime folder, which it makes sure of. */
class TrampolineCheck {

  @Test
  void isUsed() {
    assertThat(Trampoline.isLoaded()).isTrue();
    assertThat(Libc.canKill()).isTrue();
  }

  @Test
  void findsNothingThatIsNotThere() {
    assertThat(Trampoline.find("gantry_no_such_function")).isZero();
    assertThat(Trampoline.find("a".repeat(1000))).isZero();
  }
}
