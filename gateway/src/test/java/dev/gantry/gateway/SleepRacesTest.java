package dev.gantry.gateway;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionName;
import dev.gantry.api.VersionInfo;
import dev.gantry.gateway.TestClient.Answer;
import dev.gantry.gateway.scale.ScalingMode;
import dev.gantry.provider.ChangeOutcome;
import dev.gantry.provider.RestTier;
import dev.gantry.tck.MemoryProvider;
import dev.gantry.tck.MemorySettings;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls that come while a function goes to rest, wakes, shrinks, is replaced or is removed. */
@Timeout(120)
class SleepRacesTest {

  private static final FunctionName FN = new FunctionName("fn", "openfaas-fn");
  private static final FunctionDeployment DEPLOYMENT = FunctionDeployment.ofCommand("fn", "cat");
  private static final ChangeOutcome DONE = new ChangeOutcome.Done();
  private static final int ROUNDS = 30;

  private final FakeReplicas replicas = new FakeReplicas();
  private MemoryProvider provider;
  private Gateway gateway;

  @BeforeEach
  void start() throws Exception {
    provider = new MemoryProvider(MemorySettings.DEFAULT.withStarter(replicas));
    gateway =
        Gateway.start(
            GatewaySettings.onFreePorts(
                Duration.ofSeconds(30), ScalingMode.OFF, new VersionInfo("", "0123", "1.2.3")),
            provider);
    assertThat(provider.deploy(FN, DEPLOYMENT)).isEqualTo(DONE);
    awaitReady(1);
  }

  @AfterEach
  void stop() {
    gateway.close();
    provider.close();
  }

  @ParameterizedTest
  @EnumSource(RestTier.class)
  void aBurstOnASleepingFunctionMakesOneWakeAndIsAnsweredWhole(RestTier tier) throws Exception {
    assertThat(provider.rest(FN, tier)).isEqualTo(DONE);
    eventually(
        () -> assertThat(replicas.running()).isEqualTo(tier.equals(RestTier.REMOVED) ? 0 : 1));
    int startedBefore = replicas.started();

    List<CompletableFuture<Answer>> answers = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      answers.add(call());
    }

    for (CompletableFuture<Answer> answer : answers) {
      assertThat(answer.get(30, TimeUnit.SECONDS).status()).isEqualTo(200);
    }
    assertThat(replicas.started() - startedBefore).isEqualTo(tier.equals(RestTier.REMOVED) ? 1 : 0);
    assertThat(provider.find(FN).orElseThrow().desired()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(RestTier.class)
  void noCallIsLostThatComesWhileTheFunctionGoesToRest(RestTier tier) throws Exception {
    underLoad(
        () -> {
          provider.rest(FN, tier);
        });
  }

  @Test
  void noCallIsLostWhileReplicasComeAndGo() throws Exception {
    underLoad(
        () -> {
          provider.scale(FN, 5);
          provider.scale(FN, 2);
          provider.scale(FN, 0);
        });
  }

  @Test
  void noCallIsLostThatComesWhileASleepingFunctionIsReplaced() throws Exception {
    underLoad(
        () -> {
          provider.rest(FN, RestTier.PAUSED);
          provider.update(FN, DEPLOYMENT);
          provider.rest(FN, RestTier.REMOVED);
          provider.update(FN, DEPLOYMENT);
        });
  }

  /** A call is answered by the function, or told that there is none; nothing in between. */
  @Test
  void aCallWakesAFunctionOrLearnsThatItWasRemoved() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      provider.rest(FN, RestTier.REMOVED);
      List<CompletableFuture<Answer>> answers = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        answers.add(call());
      }
      assertThat(provider.remove(FN)).isEqualTo(DONE);
      for (CompletableFuture<Answer> answer : answers) {
        assertThat(answer.get(30, TimeUnit.SECONDS).status()).isIn(200, 404);
      }
      assertThat(provider.deploy(FN, DEPLOYMENT)).isEqualTo(DONE);
      awaitReady(1);
    }
  }

  private interface Change {
    void run() throws Exception;
  }

  /** Changes something again and again while calls come, each of which has to be answered. */
  private void underLoad(Change change) throws Exception {
    CountDownLatch stop = new CountDownLatch(1);
    AtomicInteger answered = new AtomicInteger();
    List<String> failed = new ArrayList<>();
    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      callers.add(Thread.ofVirtual().start(() -> callUntil(stop, answered, failed)));
    }
    for (int round = 0; round < ROUNDS; round++) {
      change.run();
      int before = answered.get();
      eventually(() -> assertThat(answered.get()).isGreaterThan(before + 8));
    }
    stop.countDown();
    for (Thread caller : callers) {
      caller.join();
    }
    assertThat(failed).isEmpty();
  }

  private void callUntil(CountDownLatch stop, AtomicInteger answered, List<String> failed) {
    while (stop.getCount() > 0) {
      Answer answer = call().join();
      if (answer.status() == 200) {
        answered.incrementAndGet();
      } else {
        synchronized (failed) {
          failed.add(answer.status() + " " + answer.body());
        }
      }
    }
  }

  private CompletableFuture<Answer> call() {
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                answer.complete(TestClient.post(gateway.address().getPort(), "/function/fn", "x"));
              } catch (IOException e) {
                answer.completeExceptionally(e);
              }
            });
    return answer;
  }

  private void awaitReady(int count) throws Exception {
    eventually(() -> assertThat(provider.find(FN).orElseThrow().ready()).isEqualTo(count));
  }
}
