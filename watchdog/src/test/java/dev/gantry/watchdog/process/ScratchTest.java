package dev.gantry.watchdog.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import org.junit.jupiter.api.Test;

class ScratchTest {

  @Test
  void hasRoomForTheCallStateWithErrnoInFront() {
    MemoryLayout state = Linker.Option.captureStateLayout();

    assertThat(state.byteSize()).isEqualTo(Scratch.CALL_STATE_SIZE);
    assertThat(state.byteOffset(PathElement.groupElement("errno"))).isZero();
  }
}
