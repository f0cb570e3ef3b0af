package dev.gantry.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CheckupTest {

  private final Checkup checkup = new Checkup();

  @Test
  void takesAReplicaForHungAfterThreeMissesInARow() {
    assertThat(checkup.hangsAfter(false)).isFalse();
    assertThat(checkup.hangsAfter(false)).isFalse();
    assertThat(checkup.hangsAfter(false)).isTrue();
  }

  @Test
  void startsAnewWithEachAnswer() {
    checkup.hangsAfter(false);
    checkup.hangsAfter(false);

    assertThat(checkup.hangsAfter(true)).isFalse();

    assertThat(checkup.hangsAfter(false)).isFalse();
    assertThat(checkup.hangsAfter(false)).isFalse();
  }

  @Test
  void countsAnAnswerThatIsNot200AsAMiss() throws IOException {
    AtomicInteger status = new AtomicInteger(503);
    HttpServer watchdog =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    watchdog.createContext(
        WatchdogProbe.HEALTH,
        exchange -> {
          exchange.sendResponseHeaders(status.get(), -1);
          exchange.close();
        });
    watchdog.start();
    try {
      assertThat(checkup.findsHung(watchdog.getAddress())).isFalse();
      assertThat(checkup.findsHung(watchdog.getAddress())).isFalse();
      assertThat(checkup.findsHung(watchdog.getAddress())).isTrue();

      status.set(200);
      assertThat(checkup.findsHung(watchdog.getAddress())).isFalse();
    } finally {
      watchdog.stop(0);
    }
  }
}
