package dev.gantry.gateway.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class WaitingRoomTest {

  @Test
  void givesOneFloodedFunctionHalfOfTheCommonPlaces() {
    WaitingRoom room = new WaitingRoom(2, 100);

    assertThat(flood(room, 0)).isEqualTo(2 + 50);
    assertThat(room.free()).isEqualTo(50);
  }

  @Test
  void leavesRoomForEachFurtherFunction() {
    WaitingRoom room = new WaitingRoom(2, 100);

    assertThat(flood(room, 0)).isEqualTo(2 + 50);
    assertThat(flood(room, 0)).isEqualTo(2 + 25);
    assertThat(flood(room, 0)).isEqualTo(2 + 13);
  }

  @Test
  void keepsEveryFunctionsOwnPlacesWhenNoneInCommonIsLeft() {
    WaitingRoom room = new WaitingRoom(2, 1);
    flood(room, 0);
    assertThat(room.free()).isZero();

    assertThat(flood(room, 0)).isEqualTo(2);
  }

  @Test
  void lendsAgainWhatWasGivenBack() {
    WaitingRoom room = new WaitingRoom(2, 100);
    int flooded = flood(room, 0);

    room.leave(flooded, flooded - 10);
    assertThat(room.free()).isEqualTo(60);
    room.leave(flooded - 10, 1);
    assertThat(room.free()).isEqualTo(100);
    room.leave(1, 0);
    assertThat(room.free()).isEqualTo(100);
  }

  @Test
  void namesABadSize() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WaitingRoom(-1, 10))
        .withMessage("own: -1, common: 10 (expected: >= 0)");
  }

  /** Lets calls of a function come until one is refused; returns how many wait then. */
  private static int flood(WaitingRoom room, int waiting) {
    int now = waiting;
    while (room.enter(now)) {
      now++;
    }
    return now;
  }
}
