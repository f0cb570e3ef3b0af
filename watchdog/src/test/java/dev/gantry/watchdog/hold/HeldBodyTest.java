package dev.gantry.watchdog.hold;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeldBodyTest {

  private static final int LIMIT = 100_000;

  @TempDir Path folder;

  private final ByteBudget heap = new ByteBudget(1 << 20);
  private final ByteBudget room = new ByteBudget(500_000);

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4095, 4096, 4097, 12_288, LIMIT, LIMIT + 1, 250_000, 500_000})
  void givesBackWhatItGot(int size) throws IOException {
    byte[] bytes = random(size);

    try (HeldBody body = area().hold()) {
      body.writeAll(new ByteArrayInputStream(bytes));

      assertThat(body.length()).isEqualTo(size);
      assertThat(written(body)).isEqualTo(bytes);
      assertThat(written(body)).isEqualTo(bytes);
      assertThat(body.read().readAllBytes()).isEqualTo(bytes);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10, 511, 512, 513, LIMIT + 1})
  void showsItsStart(int size) throws IOException {
    byte[] bytes = random(size);

    try (HeldBody body = area().hold()) {
      body.write(bytes);

      byte[] start = body.start(512);
      assertThat(start).hasSize(Math.min(size, 512));
      assertThat(bytes).startsWith(start);
    }
  }

  @Test
  void sharesTheDefaultLimitOfAFolderWithAllWatchdogs() throws IOException {
    HoldSettings settings = new HoldSettings(0, Optional.of(folder), OptionalLong.empty());

    try (HeldBody body = HoldingArea.open(settings).hold()) {
      body.write(random(LIMIT));

      assertThat(DefaultSpillLimit.in(folder).taken()).isEqualTo(LIMIT);
      assertThat(DefaultSpillLimit.in(folder)).isSameAs(DefaultSpillLimit.in(folder));
    }
    assertThat(DefaultSpillLimit.in(folder).taken()).isZero();
  }

  @Test
  void leavesNoNameInTheFolderWhileItIsHeld() throws IOException {
    try (HeldBody body = area().hold()) {
      body.write(random(LIMIT + 1));

      assertThat(folder).isEmptyDirectory();
      assertThat(room.taken()).isEqualTo(LIMIT + 1);
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void givesMemoryBackWhenItMovesToAFileAndRoomWhenItIsClosed() throws IOException {
    HeldBody body = area().hold();
    body.write(random(LIMIT));
    assertThat(heap.taken()).isGreaterThanOrEqualTo(LIMIT);

    body.write(1);
    assertThat(heap.taken()).isZero();

    body.close();
    body.close();
    assertThat(room.taken()).isZero();
  }

  @Test
  void refusesABodyAboveTheSpillLimit() throws IOException {
    try (HeldBody body = area().hold()) {
      assertThatThrownBy(() -> body.writeAll(new ByteArrayInputStream(random(500_001))))
          .isInstanceOfSatisfying(
              HoldLimitException.class, e -> assertThat(e.isBodyTooLarge()).isTrue())
          .hasMessage("the body is larger than the spill_limit of 500000 bytes");
    }
    assertThat(room.taken()).isZero();
  }

  @Test
  void saysWhenOthersHoldTheRoom() throws IOException {
    try (HeldBody other = area().hold();
        HeldBody body = area().hold()) {
      other.write(random(300_000));

      assertThatThrownBy(() -> body.write(random(300_000)))
          .isInstanceOfSatisfying(
              HoldLimitException.class, e -> assertThat(e.isBodyTooLarge()).isFalse());
    }
  }

  @Test
  void spillsWhenTheHeapIsTakenByOthers() throws IOException {
    assertThat(heap.take(heap.most())).isTrue();

    try (HeldBody body = area().hold()) {
      body.write("small".getBytes(UTF_8));

      assertThat(written(body)).isEqualTo("small".getBytes(UTF_8));
      assertThat(room.taken()).isEqualTo(5);
    }
  }

  @Test
  void refusesAnAnnouncedLengthThatCannotBeHeld() {
    assertThatThrownBy(() -> area().check(500_001)).isInstanceOf(HoldLimitException.class);
  }

  @Test
  void removesWhatAKilledPredecessorLeft() throws IOException {
    Files.createFile(folder.resolve("gantry-held-left"));
    Files.createDirectory(folder.resolve("gantry-held-folder"));
    Files.createFile(folder.resolve("other"));

    HoldingArea.open(new HoldSettings(LIMIT, Optional.of(folder), OptionalLong.of(1)));

    assertThat(folder.resolve("gantry-held-left")).doesNotExist();
    assertThat(folder.resolve("gantry-held-folder")).exists();
    assertThat(folder.resolve("other")).exists();
  }

  @Test
  void refusesAFolderThatIsNone() {
    HoldSettings settings =
        new HoldSettings(LIMIT, Optional.of(folder.resolve("missing")), OptionalLong.empty());

    assertThatThrownBy(() -> HoldingArea.open(settings))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("spill_dir: ")
        .hasMessageEndingWith("(expected: a folder that can be written)");
  }

  @Test
  void takesHalfOfWhatIsFreeUnlessTold() throws IOException {
    assertThat(DefaultSpillLimit.in(folder).most())
        .isPositive()
        .isLessThan(Files.getFileStore(folder).getTotalSpace());
  }

  private HoldingArea area() {
    return new HoldingArea(folder, LIMIT, heap, room);
  }

  private static byte[] written(HeldBody body) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    body.writeTo(out);
    return out.toByteArray();
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }
}
