package dev.gantry.swarm;

import static dev.gantry.tck.Eventually.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionDeploymentBuilder;
import dev.gantry.api.FunctionName;
import dev.gantry.api.FunctionResources;
import dev.gantry.provider.ChangeOutcome;
import dev.gantry.provider.ChangeOutcome.AlreadyExists;
import dev.gantry.provider.ChangeOutcome.Done;
import dev.gantry.provider.ChangeOutcome.Refused;
import dev.gantry.provider.FunctionState;
import dev.gantry.provider.Replica;
import dev.gantry.provider.ReplicaState;
import dev.gantry.swarm.SwarmProviderSettings.EndpointMode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What only a Swarm does: versions of secrets, generations, strangers, several gateways. */
@OnOverlay
@Timeout(180)
class SwarmProviderIT {

  private static final String NAMESPACE = "openfaas-fn";
  private static final FunctionName ECHO = new FunctionName("echo", NAMESPACE);
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private TestSwarm swarm;
  private SwarmProvider provider;

  @BeforeEach
  void open() throws Exception {
    swarm = new TestSwarm();
    swarm.clear();
    provider = SwarmProvider.open(TestSwarm.settings());
  }

  @AfterEach
  void close() throws Exception {
    provider.close();
    swarm.clear();
    swarm.close();
  }

  @Test
  void anImageThatIsNowhereIsRefusedWithTheReasonAndLeavesNothing() {
    FunctionDeployment unknown = withImage("localhost:1/nobody/has-this:1");

    assertRefused(provider.deploy(ECHO, unknown), "image", "localhost:1");

    assertThat(provider.find(ECHO)).isEmpty();
    assertThat(swarm.ours("services")).isEmpty();
  }

  @Test
  void aGatewayOffTheFunctionsNetworkIsRefusedAndLeavesNothing() {
    String absent = "gantry-swarm-it-absent";
    SwarmProviderSettings elsewhere = TestSwarm.settings().withNetwork(absent);

    assertThatThrownBy(() -> SwarmProvider.open(elsewhere))
        .isInstanceOf(CannotUseSwarmException.class)
        .hasMessageContaining("the network '" + absent + "', which is not there yet")
        .hasMessageContaining("try: deploy/up");

    assertThat(swarm.api().list("/networks", Map.of("name", List.of(absent)))).isEmpty();
  }

  @Test
  void aReplicaThatHangsWithoutEndingIsReplaced() throws Exception {
    provider.deploy(ECHO, echo());
    String first = awaitOneReady();

    stop(first);

    eventually(Duration.ofSeconds(100), () -> assertThat(awaitOneReady()).isNotEqualTo(first));
  }

  @Test
  void aReplicaThatHangsOnAnotherNodeIsReplaced() throws Exception {
    provider.deploy(ECHO, echo());
    String first = awaitOneReady();
    SwarmApi api = swarm.api();
    SwarmView view = new SwarmView();
    Services services = new Services(api, view, TestSwarm.settings().owner());
    Readiness readiness = new Readiness();
    view.attend(task -> readiness.follow(task, view), name -> {});
    services.refreshAll();
    String network = api.get("/networks/" + TestSwarm.settings().network()).path("Id").asText();
    try (TaskPolling polling = new TaskPolling(api, view, network, TestSwarm.settings().owner());
        HungTasks _ = new HungTasks(api, view, services, "another node", Duration.ofSeconds(1))) {
      polling.start();
      // What never answered is not looked after.
      eventually(LIMIT, () -> assertThat(view.tasks(KnownTask::isInService)).hasSize(1));

      stop(first);

      eventually(Duration.ofSeconds(100), () -> assertThat(awaitOneReady()).isNotEqualTo(first));
      JsonNode service = swarm.ours("services").path(0);
      assertThat(service.path("Spec").path("TaskTemplate").path("ForceUpdate").asInt())
          .isEqualTo(1);
    } finally {
      readiness.close();
    }
  }

  /** Stops the processes of a task's container, which goes on running. */
  private void stop(String task) throws Exception {
    String container =
        swarm
            .api()
            .get("/tasks/" + task)
            .path("Status")
            .path("ContainerStatus")
            .path("ContainerID")
            .asText();
    swarm
        .api()
        .post(
            "/containers/" + container + "/kill?signal=STOP",
            SwarmApi.JSON.createObjectNode(),
            Map.of());
  }

  /** The number of the only replica, which is ready. */
  private String awaitOneReady() throws Exception {
    eventually(
        LIMIT,
        () ->
            assertThat(state().replicas())
                .singleElement()
                .satisfies(
                    replica -> assertThat(replica.state()).isInstanceOf(ReplicaState.Ready.class)));
    return state().replicas().getFirst().id();
  }

  @Test
  void aConstraintThatIsNoneIsRefused() {
    assertRefused(
        provider.deploy(ECHO, withConstraint("gpu=yes")), "constraints", "node.labels.KEY");
    assertRefused(provider.deploy(ECHO, withConstraint("node.role = worker")), "constraints", "==");
    assertThat(swarm.ours("services")).isEmpty();
  }

  @Test
  void aConstraintThatNoNodeMeetsIsSaidByTheReplica() throws Exception {
    provider.deploy(ECHO, withConstraint("node.labels.nowhere == true"));

    eventually(
        LIMIT,
        () ->
            assertThat(state().replicas().toString())
                .contains("Failing")
                .contains("no suitable node"));
  }

  @Test
  void aNameThatAStrangerHasIsRefusedAndTheStrangerStays() {
    ObjectNode stranger = SwarmApi.JSON.createObjectNode();
    stranger.put("Name", "echo");
    stranger
        .putObject("TaskTemplate")
        .putObject("ContainerSpec")
        .put("Image", TestSwarm.image("deaf"));
    stranger.putObject("Mode").putObject("Replicated").put("Replicas", 0);
    String id = swarm.api().post("/services/create", stranger, Map.of()).path("ID").asText();
    try {
      assertRefused(provider.deploy(ECHO, echo()), "service", "that is not this function's");
      assertThat(provider.list(NAMESPACE)).isEmpty();
      assertThat(swarm.api().get("/services/" + id).path("Version").path("Index").asLong())
          .isPositive();
    } finally {
      swarm.api().delete("/services/" + id);
    }
  }

  @Test
  void aSmallLimitIsReturnedAsSentAndRaisedWithANote() throws Exception {
    FunctionDeployment small =
        withLimits(new FunctionResources("10m", "100m"), new FunctionResources("5Mi", null));

    deployed(small);

    assertThat(state().deployment()).isEqualTo(small);
    assertThat(state().note().orElseThrow()).contains("10m").contains("24 MB");
    JsonNode resources = service().path("Spec").path("TaskTemplate").path("Resources");
    assertThat(resources.path("Limits").path("MemoryBytes").asLong()).isEqualTo(24L << 20);
    assertThat(resources.path("Limits").path("NanoCPUs").asLong()).isEqualTo(100_000_000);
  }

  @Test
  void aReadOnlyFunctionAnswers() throws Exception {
    deployed(echo().edit().readOnlyRootFilesystem(true).build());

    Replica replica = state().replicas().getFirst();
    assertThat(Calls.post(replica.address().orElseThrow(), "hello")).isEqualTo(200);
  }

  @Test
  void theFirstScaleCallKeepsTheTaskTemplate() throws Exception {
    deployed(echo());
    JsonNode before = service().path("Spec").path("TaskTemplate");
    String first = state().replicas().getFirst().id();

    provider.scale(ECHO, 2);

    eventually(LIMIT, () -> assertThat(state().ready()).isEqualTo(2));
    assertThat(service().path("Spec").path("TaskTemplate")).isEqualTo(before);
    assertThat(state().replicas()).extracting(Replica::id).contains(first);
  }

  @Test
  void anUpdateWhoseReplicasEndIsRolledBackAndSaid() throws Exception {
    deployed(echo());
    String old = state().replicas().getFirst().id();

    assertThat(provider.update(ECHO, TestSwarm.function("echo", "broken"))).isEqualTo(new Done());

    eventually(LIMIT, () -> assertThat(state().note().orElse("")).contains("was rolled back"));
    eventually(LIMIT, () -> assertThat(swarm.ours("services")).hasSize(1));
    assertThat(state().deployment().image()).isEqualTo(TestSwarm.image("1"));
    assertThat(state().ready()).isEqualTo(1);
    assertThat(state().replicas()).extracting(Replica::id).contains(old);
  }

  @Test
  void anUpdateWhoseReplicasNeverAnswerIsRolledBackAfterTheLimit() throws Exception {
    provider.close();
    provider = SwarmProvider.open(TestSwarm.settings().withUpdateLimit(Duration.ofSeconds(5)));
    deployed(echo());

    provider.update(ECHO, TestSwarm.function("echo", "deaf"));

    eventually(LIMIT, () -> assertThat(state().note().orElse("")).contains("not ready after 5s"));
    assertThat(state().deployment().image()).isEqualTo(TestSwarm.image("1"));
    assertThat(state().ready()).isEqualTo(1);
  }

  @Test
  void aSecretsNewValueReachesTheFunctionAndTheOldVersionGoes() throws Exception {
    provider.createSecret(NAMESPACE, "key", "first".getBytes(UTF_8));
    FunctionDeployment reading =
        withCommand("/bin/busybox cat /var/openfaas/secrets/key").withSecrets(List.of("key"));
    deployed(reading);
    assertThat(answer()).isEqualTo("first");

    assertThat(provider.updateSecret(NAMESPACE, "key", "second".getBytes(UTF_8)))
        .isEqualTo(new Done());

    eventually(LIMIT, () -> assertThat(answer()).isEqualTo("second"));
    eventually(LIMIT, () -> assertThat(swarm.ours("secrets")).hasSize(1));
    assertThat(provider.secrets(NAMESPACE)).containsExactly("key");
    assertThat(state().deployment()).isEqualTo(reading);
  }

  @Test
  void twoGatewaysSeeEachOthersChanges() throws Exception {
    try (SwarmProvider other = SwarmProvider.open(TestSwarm.settings())) {
      deployed(echo());
      eventually(LIMIT, () -> assertThat(other.find(ECHO).orElseThrow().ready()).isEqualTo(1));
      assertThat(other.deploy(ECHO, echo())).isInstanceOf(AlreadyExists.class);

      other.scale(ECHO, 2);
      eventually(LIMIT, () -> assertThat(state().ready()).isEqualTo(2));

      other.update(ECHO, TestSwarm.function("echo", "2"));
      eventually(
          LIMIT, () -> assertThat(state().deployment().image()).isEqualTo(TestSwarm.image("2")));

      other.remove(ECHO);
      eventually(LIMIT, () -> assertThat(provider.find(ECHO)).isEmpty());
    }
  }

  @Test
  void twoGatewaysThatScaleAtOnceAreBothHeard() throws Exception {
    deployed(echo());
    List<Future<ChangeOutcome>> scales = new ArrayList<>();
    try (SwarmProvider other = SwarmProvider.open(TestSwarm.settings())) {
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < 20; i++) {
          SwarmProvider one = i % 2 == 0 ? provider : other;
          int replicas = 1 + i % 3;
          scales.add(threads.submit(() -> one.scale(ECHO, replicas)));
        }
      }
      assertThat(scales).allSatisfy(scale -> assertThat(scale.get()).isEqualTo(new Done()));
      eventually(
          LIMIT,
          () -> {
            int desired = other.find(ECHO).orElseThrow().desired();
            assertThat(state().desired()).isEqualTo(desired);
            assertThat(state().ready()).isEqualTo(desired);
          });
    }
  }

  @Test
  void aServiceThatAPersonRemovesIsNoticed() throws Exception {
    deployed(echo());

    swarm.api().delete("/services/echo");

    eventually(LIMIT, () -> assertThat(provider.find(ECHO)).isEmpty());
  }

  @Test
  void aVirtualAddressIsNotInTheWay() throws Exception {
    provider.close();
    provider = SwarmProvider.open(TestSwarm.settings().withEndpointMode(EndpointMode.VIP));

    deployed(echo());

    Replica replica = state().replicas().getFirst();
    assertThat(Calls.post(replica.address().orElseThrow(), "hello")).isEqualTo(200);
  }

  private FunctionState state() {
    return provider.find(ECHO).orElseThrow(() -> new AssertionError("no function " + ECHO));
  }

  private JsonNode service() {
    return swarm.ours("services").path(0);
  }

  private void deployed(FunctionDeployment deployment) throws Exception {
    assertThat(provider.deploy(ECHO, deployment)).isEqualTo(new Done());
    eventually(LIMIT, () -> assertThat(state().ready()).isEqualTo(1));
  }

  private String answer() throws Exception {
    for (Replica replica : state().replicas()) {
      if (replica.state() instanceof ReplicaState.Ready) {
        return answer(replica);
      }
    }
    throw new AssertionError("no replica is ready");
  }

  private static String answer(Replica replica) throws InterruptedException {
    try {
      return Calls.exchange(Calls.uri(replica.address().orElseThrow()), "");
    } catch (IOException ended) {
      // Nobody here keeps calls from a replica that is replaced at this moment.
      throw new AssertionError(ended);
    }
  }

  private static void assertRefused(ChangeOutcome outcome, String key, String said) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.problems().getFirst().key()).isEqualTo(key);
              assertThat(refused.problems().toString()).contains(said);
            });
  }

  private static FunctionDeployment echo() {
    return TestSwarm.function("echo", "1");
  }

  private static FunctionDeployment withImage(String image) {
    return deployment(image, null, List.of(), null, null);
  }

  private static FunctionDeployment withCommand(String command) {
    return deployment(TestSwarm.image("1"), command, List.of(), null, null);
  }

  private static FunctionDeployment withConstraint(String constraint) {
    return deployment(TestSwarm.image("1"), null, List.of(constraint), null, null);
  }

  private static FunctionDeployment withLimits(
      FunctionResources limits, @Nullable FunctionResources requests) {
    return deployment(TestSwarm.image("1"), null, List.of(), limits, requests);
  }

  private static FunctionDeployment deployment(
      String image,
      @Nullable String command,
      List<String> constraints,
      @Nullable FunctionResources limits,
      @Nullable FunctionResources requests) {
    return FunctionDeploymentBuilder.of("echo")
        .image(image)
        .envProcess(command)
        .constraints(constraints)
        .limits(limits)
        .requests(requests)
        .build();
  }
}
