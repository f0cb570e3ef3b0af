package function;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class HandlerTest {

  @Test
  void greetsWhoIsNamed() {
    assertEquals("Hello, Ada!\n", new Handler().apply("Ada\n"));
  }

  @Test
  void greetsTheWorldWithoutAName() {
    assertEquals("Hello, world!\n", new Handler().apply(""));
  }
}
