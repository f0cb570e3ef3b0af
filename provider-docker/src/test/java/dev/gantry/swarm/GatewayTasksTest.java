package dev.gantry.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.swarm.SwarmTask.Stage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GatewayTasksTest {

  @Test
  void othersAreAllThatMayHaveCalls() throws Exception {
    List<SwarmTask> tasks =
        List.of(
            task("own", Stage.RUNNING, Stage.RUNNING, "up", 1),
            task("running", Stage.RUNNING, Stage.RUNNING, "up", 2),
            task("starting", Stage.RUNNING, Stage.STARTING, "up", 3),
            task("draining", Stage.SHUTDOWN, Stage.RUNNING, "up", 4));

    assertThat(GatewayTasks.others(tasks, "own", node -> false))
        .containsExactly(address(2), address(3), address(4));
  }

  @Test
  void thoseThatHaveEndedOrNotBegunAreNotAsked() throws Exception {
    List<SwarmTask> tasks =
        List.of(
            task("pulled", Stage.RUNNING, Stage.PREPARING, "up", 1),
            task("ended", Stage.SHUTDOWN, Stage.SHUTDOWN, "up", 2),
            task("failed", Stage.SHUTDOWN, Stage.FAILED, "up", 3));

    assertThat(GatewayTasks.others(tasks, "own", node -> false)).isEmpty();
  }

  /** Its state stays as it was when the node was last heard of. */
  @Test
  void oneOnANodeThatIsDownIsNotAsked() throws Exception {
    List<SwarmTask> tasks = List.of(task("lost", Stage.SHUTDOWN, Stage.RUNNING, "down", 1));

    assertThat(GatewayTasks.others(tasks, "own", "down"::equals)).isEmpty();
  }

  private static SwarmTask task(String id, Stage desired, Stage stage, String node, int last)
      throws Exception {
    return new SwarmTask(
        id,
        "gateway",
        desired,
        stage,
        Instant.EPOCH,
        "",
        Optional.of(new InetSocketAddress(address(last), 8080)),
        node,
        1,
        "");
  }

  private static InetAddress address(int last) throws Exception {
    return InetAddress.getByAddress(new byte[] {10, 0, 1, (byte) last});
  }
}
