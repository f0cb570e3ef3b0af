package dev.gantry.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTest {

  @ParameterizedTest
  @CsvSource({
    "/function/fn,fn,/",
    "/function/fn/,fn,/",
    "/function/fn//,fn,//",
    "/function/fn?,fn,/?",
    "/function/fn/a?b=/function/x,fn,/a?b=/function/x",
    "/function/fn.ns/a,fn.ns,/a",
    "/function/F_n-1.x.y,F_n-1.x.y,/",
    "/function/fn/%2e%2e/%,fn,/%2e%2e/%",
    "http://host:8080/function/fn/a,fn,/a",
    "https://host/function/fn?x,fn,/?x",
  })
  void readsTheFunctionAndLeavesTheRest(String target, String function, String rest) {
    assertThat(Route.of(target)).isEqualTo(new Route.Call(function, rest));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/function",
        "/function/",
        "/function//fn",
        "/function/?x",
        "/function/f%6E",
        "/function/f;n",
        "/functions/fn",
        "/Function/fn",
        "//function/fn",
        "/%66unction/fn",
        "/system/functions",
        "*",
        "host:443",
        "http://host",
        "",
      })
  void leavesEverythingElse(String target) {
    assertThat(Route.of(target)).isEqualTo(Route.OTHER);
  }

  @Test
  void knowsAsynchronousCalls() {
    assertThat(Route.of("/async-function/fn/a")).isEqualTo(Route.ASYNCHRONOUS);
  }

  @Test
  void readsTheFunctionOfAHeader() {
    assertThat(Route.ofHeader("fn.ns", "/?a")).isEqualTo(new Route.Call("fn.ns", "/?a"));
    assertThat(Route.ofHeader("f n", "/")).isEqualTo(Route.OTHER);
    assertThat(Route.ofHeader("", "/")).isEqualTo(Route.OTHER);
  }

  @ParameterizedTest
  @CsvSource({"/,true", "/?a=b,true", "http://host,true", "http://host?a,true", "/a,false"})
  void knowsTheRoot(String target, boolean root) {
    assertThat(Route.isRoot(target)).isEqualTo(root);
  }
}
