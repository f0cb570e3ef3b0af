package dev.gantry.tck;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionName;
import dev.gantry.provider.ChangeOutcome;
import dev.gantry.provider.ChangeOutcome.AlreadyExists;
import dev.gantry.provider.ChangeOutcome.Done;
import dev.gantry.provider.ChangeOutcome.NotFound;
import dev.gantry.provider.ChangeOutcome.Refused;
import dev.gantry.provider.ChangeOutcome.Unsupported;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Secrets come, change where they can, and go when nobody uses them. */
interface SecretContract extends ProviderFixture {

  @Test
  default void secretsAreListedByName() {
    assertThat(provider().secrets(defaultNamespace())).isEmpty();

    assertThat(create("b")).isEqualTo(new Done());
    assertThat(create("a.b-c")).isEqualTo(new Done());

    assertThat(provider().secrets(defaultNamespace())).containsExactly("a.b-c", "b");
    assertThat(provider().secrets("nowhere")).isEmpty();
  }

  @Test
  default void aSecondSecretOfANameIsNotStored() {
    create("key");

    assertThat(create("key"))
        .isInstanceOfSatisfying(
            AlreadyExists.class, there -> assertThat(there.what()).contains("key"));
  }

  @Test
  default void aSecretInAnUnknownNamespaceIsNotFound() {
    assertThat(provider().createSecret("nowhere", "key", bytes("1"))).isInstanceOf(NotFound.class);
  }

  @Test
  default void aSecretIsUpdatedAsTheCapabilitySays() {
    create("key");

    var outcome = provider().updateSecret(defaultNamespace(), "key", bytes("2"));
    var missing = provider().updateSecret(defaultNamespace(), "other", bytes("2"));

    if (provider().capabilities().updatableSecrets()) {
      assertThat(outcome).isEqualTo(new Done());
      assertThat(missing).isInstanceOf(NotFound.class);
    } else {
      assertThat(outcome).isInstanceOf(Unsupported.class);
      assertThat(missing).isInstanceOf(Unsupported.class);
    }
  }

  @Test
  default void aSecretInUseIsNotRemoved() throws Exception {
    create("key");
    FunctionName name = deployed(withSecret("keyed", "key"));

    assertThat(provider().removeSecret(defaultNamespace(), "key"))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> assertThat(refused.problems().toString()).contains("key", "keyed"));

    provider().remove(name);
    assertThat(provider().removeSecret(defaultNamespace(), "key")).isEqualTo(new Done());
    assertThat(provider().secrets(defaultNamespace())).isEmpty();
    assertThat(provider().removeSecret(defaultNamespace(), "key")).isInstanceOf(NotFound.class);
  }

  @Test
  default void aDeployWithAMissingSecretIsRefusedByName() throws Exception {
    FunctionName name = deployed("plain");

    for (var outcome :
        List.of(
            provider().deploy(named("keyed"), withSecret("keyed", "absent")),
            provider().update(name, withSecret("plain", "absent")))) {
      assertThat(outcome)
          .isInstanceOfSatisfying(
              Refused.class,
              refused -> assertThat(refused.problems().getFirst().value()).isEqualTo("absent"));
    }
    assertThat(provider().find(named("keyed"))).isEmpty();
  }

  private ChangeOutcome create(String name) {
    return provider().createSecret(defaultNamespace(), name, bytes("value of " + name));
  }

  private FunctionDeployment withSecret(String service, String secret) {
    return runnable(service).withSecrets(List.of(secret));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
