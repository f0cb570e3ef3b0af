package dev.gantry.process.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.host.folder.CannotStartException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FunctionUserTest {

  private static final String SELF = System.getProperty("user.name");

  @Test
  void thisProgramsOwnUserNeedsNoPrefix() throws Exception {
    FunctionUser user = FunctionUser.choose(SELF);

    assertThat(user.name()).isEqualTo(SELF);
    assertThat(user.isOther()).isFalse();
  }

  @Test
  void withoutAWishRootIsNotUsed() throws Exception {
    FunctionUser user = FunctionUser.choose("");

    if (SELF.equals("root")) {
      assertThat(user.name()).isIn("gantry", "nobody");
      assertThat(user.uid()).isNotZero();
      assertThat(user.prefix()).contains("--no-new-privs", "--clear-groups");
      assertThat(user.prefix().getFirst()).startsWith("/");
    } else {
      assertThat(user.name()).isEqualTo(SELF);
    }
  }

  @Test
  void whoIsNotRootRunsFunctionsWithTheirOwnRightsAndNoOthers() throws Exception {
    FunctionUser me = new FunctionUser("me", 123_456, 123_456, List.of());

    assertThat(FunctionUser.choose("", me)).isEqualTo(me);
    assertThatThrownBy(() -> FunctionUser.choose("nobody", me))
        .isInstanceOf(CannotStartException.class)
        .hasMessageContaining("only root can run functions as another user")
        .hasMessageContaining("nobody")
        .hasMessageContaining("me");
  }

  @Test
  void anUnknownUserIsRefusedByName() {
    for (String name : new String[] {"no-such-user-here", "-u", "a b", "../x"}) {
      assertThatThrownBy(() -> FunctionUser.choose(name))
          .isInstanceOf(CannotStartException.class)
          .hasMessageContaining("'" + name + "'");
    }
  }
}
