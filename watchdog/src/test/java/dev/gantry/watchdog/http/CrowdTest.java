package dev.gantry.watchdog.http;

import static dev.gantry.tck.Eventually.eventually;
import static dev.gantry.watchdog.http.Loopback.get;
import static dev.gantry.watchdog.http.Loopback.post;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** More clients than there may be connections. */
class CrowdTest {

  private static final int MOST = 4;

  private static HttpServer start() throws IOException {
    return Loopback.start(TestLimits.sizes(4096, 1024, MOST), Loopback::echo);
  }

  @Test
  void answersAllOneAfterTheOther() throws Exception {
    List<RawClient> clients = new ArrayList<>();
    try (HttpServer server = start()) {
      for (int i = 0; i < 50 * MOST; i++) {
        clients.add(new RawClient(server).send(post("/", "body " + i)));
      }
      for (int i = 0; i < clients.size(); i++) {
        assertThat(clients.get(i).read().body()).isEqualTo("body " + i);
        clients.get(i).leave();
        assertThat(server.connections()).isLessThanOrEqualTo(MOST);
      }
    } finally {
      for (RawClient client : clients) {
        client.close();
      }
    }
  }

  @Test
  void keepsConnectionsOnlyWhileThereIsRoom() throws Exception {
    try (HttpServer server = start();
        RawClient first = new RawClient(server)) {
      assertThat(first.send(get("/")).read().header("Connection")).isEqualTo("(none)");
      try (RawClient second = new RawClient(server);
          RawClient third = new RawClient(server);
          RawClient fourth = new RawClient(server);
          RawClient late = new RawClient(server)) {
        eventually(() -> assertThat(server.needsRoom()).isTrue());

        assertThat(first.send(get("/")).read().header("Connection")).isEqualTo("close");
        first.leave();
        assertThat(late.send(get("/")).read().status()).isEqualTo(200);
        second.leave();
        third.leave();
        fourth.leave();
      }
      eventually(() -> assertThat(server.needsRoom()).isFalse());
      try (RawClient another = new RawClient(server)) {
        assertThat(another.send(get("/")).read().header("Connection")).isEqualTo("(none)");
      }
    }
  }

  @Test
  void takesRoomFromThoseThatWaitForNothing() throws Exception {
    List<RawClient> idle = new ArrayList<>();
    try (HttpServer server = start()) {
      for (int i = 0; i < MOST; i++) {
        idle.add(new RawClient(server));
      }
      eventually(() -> assertThat(server.needsRoom()).isTrue());
      try (RawClient late = new RawClient(server)) {
        assertThat(late.send(get("/")).read().status()).isEqualTo(200);
        assertThat(idle.getFirst().isAtEnd()).isTrue();
      }
    } finally {
      for (RawClient client : idle) {
        client.close();
      }
    }
  }

  @Test
  void endsADrainWhileItIsFull() throws Exception {
    List<RawClient> idle = new ArrayList<>();
    try (HttpServer server = start()) {
      for (int i = 0; i < MOST; i++) {
        idle.add(new RawClient(server));
      }
      eventually(() -> assertThat(server.needsRoom()).isTrue());

      assertThat(server.drain(Loopback.PATIENCE)).isTrue();
    } finally {
      for (RawClient client : idle) {
        client.close();
      }
    }
  }
}
