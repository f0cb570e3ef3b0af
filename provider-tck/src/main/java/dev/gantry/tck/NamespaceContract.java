package dev.gantry.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.api.FunctionName;
import dev.gantry.api.FunctionNamespace;
import dev.gantry.provider.ChangeOutcome.AlreadyExists;
import dev.gantry.provider.ChangeOutcome.Done;
import dev.gantry.provider.ChangeOutcome.NotFound;
import dev.gantry.provider.ChangeOutcome.Refused;
import dev.gantry.provider.ChangeOutcome.Unsupported;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Namespaces keep functions and secrets apart, where a provider can make them. A test of what a
 * provider cannot do is empty, not skipped, because a build that skips is a build that fails.
 */
interface NamespaceContract extends ProviderFixture {

  @Test
  default void theDefaultNamespaceIsThere() {
    assertThat(provider().namespaces())
        .extracting(FunctionNamespace::name)
        .contains(defaultNamespace());
  }

  @Test
  default void withoutTheCapabilityNamespacesAreUnsupported() {
    if (provider().capabilities().editableNamespaces()) {
      return;
    }

    assertThat(provider().createNamespace(namespace("dev"))).isInstanceOf(Unsupported.class);
    assertThat(provider().updateNamespace(namespace("dev"))).isInstanceOf(Unsupported.class);
    assertThat(provider().removeNamespace("dev")).isInstanceOf(Unsupported.class);
  }

  @Test
  default void namespacesAreMadeChangedAndRemoved() {
    if (!provider().capabilities().editableNamespaces()) {
      return;
    }
    FunctionNamespace changed = new FunctionNamespace("dev", Map.of("a", "b"), Map.of("c", "d"));

    assertThat(provider().createNamespace(namespace("dev"))).isEqualTo(new Done());
    assertThat(provider().createNamespace(namespace("dev"))).isInstanceOf(AlreadyExists.class);
    assertThat(provider().updateNamespace(changed)).isEqualTo(new Done());
    assertThat(provider().updateNamespace(namespace("no"))).isInstanceOf(NotFound.class);
    assertThat(provider().namespaces()).contains(changed);
    assertThat(provider().removeNamespace("dev")).isEqualTo(new Done());
    assertThat(provider().removeNamespace("dev")).isInstanceOf(NotFound.class);
    assertThat(provider().namespaces()).hasSize(1);
  }

  @Test
  default void aNamespaceInUseAndTheDefaultOneStay() {
    if (!provider().capabilities().editableNamespaces()) {
      return;
    }
    provider().createNamespace(namespace("dev"));
    FunctionName name = new FunctionName("echo", "dev");

    provider().deploy(name, runnable("echo"));
    assertThat(provider().removeNamespace("dev")).isInstanceOf(Refused.class);
    provider().remove(name);
    provider().createSecret("dev", "key", new byte[] {1});
    assertThat(provider().removeNamespace("dev")).isInstanceOf(Refused.class);
    provider().removeSecret("dev", "key");

    assertThat(provider().removeNamespace("dev")).isEqualTo(new Done());
    assertThat(provider().removeNamespace(defaultNamespace())).isInstanceOf(Refused.class);
  }

  @Test
  default void namespacesKeepFunctionsAndSecretsApart() throws Exception {
    if (!provider().capabilities().editableNamespaces()) {
      return;
    }
    provider().createNamespace(namespace("dev"));
    FunctionName inDev = new FunctionName("echo", "dev");

    FunctionName inDefault = deployed("echo");
    assertThat(provider().deploy(inDev, runnable("echo"))).isEqualTo(new Done());
    awaitReplicas(inDev, 1);
    provider().createSecret("dev", "key", new byte[] {1});

    assertThat(provider().secrets(defaultNamespace())).isEmpty();
    assertThat(provider().list("dev")).extracting(state -> state.name()).containsExactly(inDev);
    provider().remove(inDev);
    assertThat(provider().find(inDefault)).isPresent();
  }

  private static FunctionNamespace namespace(String name) {
    return new FunctionNamespace(name, Map.of(), Map.of("openfaas", "1"));
  }
}
