package dev.gantry.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gantry.api.FunctionDeploymentBuilder;
import dev.gantry.api.FunctionName;
import dev.gantry.container.Checkup;
import dev.gantry.provider.ReplicaState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What follows from what is known of a Swarm; nothing here asks one. */
class SwarmViewTest {

  private static final FunctionName ECHO = new FunctionName("echo", "openfaas-fn");
  private static final String SERVICE = "s1";
  private static final String NETWORK = "n1";

  private final SwarmView view = new SwarmView();
  private final List<String> probed = new ArrayList<>();

  @BeforeEach
  void attend() {
    view.attend(task -> probed.add(task.id()), name -> {});
  }

  private void putService(int replicas, Phase phase, long version) throws Exception {
    Instant now = Instant.EPOCH;
    ObjectNode spec =
        new ServiceSpecification(
                ECHO,
                FunctionDeploymentBuilder.of("echo").image("echo:1").build(),
                1,
                phase,
                replicas,
                now,
                now,
                List.of(),
                NETWORK,
                Duration.ofSeconds(42),
                SwarmProviderSettings.DEFAULT)
            .json();
    ObjectNode service = SwarmApi.JSON.createObjectNode();
    service.put("ID", SERVICE).set("Spec", spec);
    service.putObject("Version").put("Index", version);
    view.put(FunctionService.read(service, SwarmProviderSettings.DEFAULT.owner()).orElseThrow());
  }

  private static SwarmTask task(String id, String state, String desired) throws Exception {
    JsonNode task =
        SwarmApi.JSON.readTree(
            """
            {"ID": "%s", "ServiceID": "%s", "DesiredState": "%s", "NodeID": "node", "Slot": 1,
             "Status": {"State": "%s", "Timestamp": "2030-01-01T00:00:00Z"},
             "NetworksAttachments": [{"Network": {"ID": "%s"}, "Addresses": ["10.0.1.5/24"]}]}
            """
                .formatted(id, SERVICE, desired, state, NETWORK));
    return SwarmTask.read(task, NETWORK);
  }

  private ReplicaState state() {
    return view.find(ECHO).orElseThrow().replicas().getFirst().state();
  }

  @Test
  void aTaskIsProbedFromItsContainersStartOn() throws Exception {
    putService(1, Phase.CURRENT, 1);
    view.tasksOf(Set.of(SERVICE), List.of(task("t1", "starting", "running")));
    assertThat(probed).isEmpty();

    view.started(SERVICE, "t1");
    view.tasksOf(Set.of(SERVICE), List.of(task("t1", "running", "running")));

    assertThat(probed).containsExactly("t1");
  }

  @Test
  void aTaskWhoseStartIsNotToldIsProbedWhenTheSwarmSaysThatItRuns() throws Exception {
    putService(1, Phase.CURRENT, 1);

    view.tasksOf(Set.of(SERVICE), List.of(task("t1", "running", "running")));

    assertThat(probed).containsExactly("t1");
  }

  @Test
  void aTaskThatHangsIsOutOfRotationUntilItAnswersAgain() throws Exception {
    putService(1, Phase.CURRENT, 1);
    SwarmTask task = task("t1", "running", "running");
    view.tasksOf(Set.of(SERVICE), List.of(task));
    view.answers(task);
    assertThat(state()).isInstanceOf(ReplicaState.Ready.class);

    view.hung(task, true);
    assertThat(state()).isEqualTo(new ReplicaState.Failing(Checkup.REASON));
    assertThat(view.tasks(KnownTask::isInService)).containsExactly(task);

    view.hung(task, false);
    assertThat(state()).isInstanceOf(ReplicaState.Ready.class);
  }

  @Test
  void aFunctionThatOnlyEndsIsAskedForLessOften() throws Exception {
    putService(1, Phase.CURRENT, 1);
    view.tasksOf(Set.of(SERVICE), List.of(task("t1", "running", "running")));
    long never = Long.MAX_VALUE;
    assertThat(view.moving(never, false)).isEqualTo(Map.of("echo", SERVICE));

    putService(1, Phase.REMOVED, 2);

    assertThat(view.moving(never, false)).isEmpty();
    assertThat(view.moving(never, true)).isEqualTo(Map.of("echo", SERVICE));
  }

  @Test
  void aFunctionWithoutTasksIsNotAskedForWhenItWasMadeAMomentAgo() throws Exception {
    putService(0, Phase.CURRENT, 1);

    assertThat(view.moving(Long.MIN_VALUE, true)).isEmpty();
  }
}
