package dev.gantry.tck;

import static dev.gantry.tck.Eventually.eventually;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionName;
import dev.gantry.api.FunctionNamespace;
import dev.gantry.provider.ChangeOutcome.Done;
import dev.gantry.provider.FunctionProvider;
import dev.gantry.provider.FunctionState;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every provider does, as tests. A provider's test class extends this, opens its provider and
 * says what it can run.
 */
@Timeout(120)
public abstract class FunctionProviderContract
    implements DeploymentContract,
        ScaleContract,
        RestContract,
        LossContract,
        WatchContract,
        SecretContract,
        NamespaceContract,
        LogContract,
        ConcurrencyContract {

  private @Nullable FunctionProvider provider;

  /**
   * Opens the provider. Called again in one test, after the first one was closed, it opens the same
   * data where the provider is durable.
   */
  protected abstract FunctionProvider open() throws Exception;

  /** Whether what should be survives the provider's end. */
  protected abstract boolean isDurable();

  /** A deployment that this provider can run; its replicas become ready soon. */
  @Override
  public abstract FunctionDeployment runnable(String service);

  @Override
  public final FunctionProvider provider() {
    return requireNonNull(provider);
  }

  @BeforeEach
  final void openProvider() throws Exception {
    provider = open();
  }

  @AfterEach
  final void closeProvider() {
    if (provider != null) {
      provider.close();
    }
  }

  @Test
  void whatShouldBeSurvivesCloseAndReopen() throws Exception {
    if (!isDurable()) {
      return;
    }
    provider().createSecret(defaultNamespace(), "key", new byte[] {1});
    boolean namespaces = provider().capabilities().editableNamespaces();
    FunctionNamespace dev = new FunctionNamespace("dev", Map.of("a", "b"), Map.of());
    if (namespaces) {
      assertThat(provider().createNamespace(dev)).isEqualTo(new Done());
    }
    FunctionName awake = deployed("awake");
    provider().scale(awake, 2);
    FunctionName asleep = deployed("asleep");
    provider().scale(asleep, 0);
    FunctionState before = state(awake);

    provider().close();
    provider = open();

    awaitReplicas(awake, 2);
    assertThat(state(awake).deployment()).isEqualTo(before.deployment());
    assertThat(state(awake).createdAt()).isEqualTo(before.createdAt());
    assertThat(state(awake).revision()).isGreaterThan(before.revision());
    assertThat(state(asleep).desired()).isZero();
    assertThat(provider().secrets(defaultNamespace())).containsExactly("key");
    assertThat(provider().namespaces().contains(dev)).isEqualTo(namespaces);
  }

  @Test
  void closeEndsPushesAndMayBeRepeated() throws Exception {
    RecordingWatcher watcher = new RecordingWatcher();
    provider().watch(watcher);
    FunctionName name = deployed("echo");
    eventually(() -> assertThat(watcher.states(name)).isNotEmpty());

    provider().close();

    int heard = watcher.events(name).size();
    provider().close();
    assertThat(watcher.events(name)).hasSize(heard);
  }
}
