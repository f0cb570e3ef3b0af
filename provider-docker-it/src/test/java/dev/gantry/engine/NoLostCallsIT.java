package dev.gantry.engine;

import static dev.gantry.engine.Playground.deployed;
import static dev.gantry.engine.Playground.function;
import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.api.FunctionName;
import dev.gantry.api.VersionInfo;
import dev.gantry.gateway.Gateway;
import dev.gantry.gateway.GatewaySettings;
import dev.gantry.gateway.scale.ScalingMode;
import dev.gantry.provider.ChangeOutcome.Done;
import dev.gantry.provider.Replica;
import dev.gantry.tck.SteadyLoad;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Two hundred calls a second through a real gateway, while everything behind it changes. */
@ExtendWith(EngineCondition.class)
@Timeout(400)
class NoLostCallsIT {

  private static final int CHANGES = 20;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Test
  void noCallIsLostDuringUpdatesAndScaling() throws Exception {
    try (Playground playground = new Playground(folder.resolve("data"));
        DockerProvider provider = playground.open();
        Gateway gateway = Gateway.start(settings(), provider)) {
      FunctionName name = deployed(provider, function("steady"));
      URI target =
          URI.create("http://127.0.0.1:" + gateway.address().getPort() + "/function/steady");
      try (SteadyLoad load = SteadyLoad.start(target, 200)) {
        for (int i = 0; i < CHANGES; i++) {
          change(provider, name, i);
        }
        Map<Integer, String> failures = load.finish();

        System.out.printf(
            "one engine: %d calls, 200 a second, during %d updates and %d scale changes, failed: %s%n",
            load.sent(), CHANGES, CHANGES, failures);
        assertThat(failures).isEmpty();
        assertThat(load.sent()).isGreaterThan(CHANGES * 100);
      }
    }
  }

  private static void change(DockerProvider provider, FunctionName name, int i) throws Exception {
    List<String> before = replicas(provider, name);
    assertThat(provider.update(name, function("steady").withEnvVars(Map.of("round", "r" + i))))
        .isEqualTo(new Done());
    eventually(
        LIMIT, () -> assertThat(replicas(provider, name)).doesNotContainAnyElementsOf(before));
    int count = 1 + (i + 1) % 3;
    assertThat(provider.scale(name, count)).isEqualTo(new Done());
    eventually(
        LIMIT,
        () -> {
          assertThat(replicas(provider, name)).hasSize(count);
          assertThat(provider.find(name).orElseThrow().ready()).isEqualTo(count);
        });
  }

  private static List<String> replicas(DockerProvider provider, FunctionName name) {
    return provider.find(name).orElseThrow().replicas().stream().map(Replica::id).toList();
  }

  private static GatewaySettings settings() {
    return GatewaySettings.onFreePorts(
        Duration.ofSeconds(60), ScalingMode.OFF, new VersionInfo("", "", "test"));
  }
}
