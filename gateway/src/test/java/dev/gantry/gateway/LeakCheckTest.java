package dev.gantry.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.PooledByteBufAllocator;
import org.junit.jupiter.api.Test;

/** What stands behind every other test here. */
class LeakCheckTest {

  @Test
  void findsABufferThatNobodyReleased() throws Exception {
    assertThat(LeakCheck.isFollowing()).isTrue();
    assertThat(LeakCheck.found()).isEmpty();

    lose();

    assertThat(LeakCheck.found()).singleElement().asString().contains("LeakCheckTest.lose");
  }

  private static void lose() {
    PooledByteBufAllocator.DEFAULT.directBuffer(64).writeByte(1);
  }
}
