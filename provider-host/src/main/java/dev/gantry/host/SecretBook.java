package dev.gantry.host;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionName;
import dev.gantry.api.Problem;
import dev.gantry.host.folder.Reason;
import dev.gantry.host.store.Store;
import dev.gantry.provider.ChangeOutcome;
import dev.gantry.provider.ChangeOutcome.AlreadyExists;
import dev.gantry.provider.ChangeOutcome.Done;
import dev.gantry.provider.ChangeOutcome.Failed;
import dev.gantry.provider.ChangeOutcome.NotFound;
import dev.gantry.provider.ChangeOutcome.Refused;
import dev.gantry.provider.FunctionState;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The secrets. Their values are in the database; each function that declares one is given it by the
 * engine. Called by one writer at a time, apart from {@link #names}.
 */
final class SecretBook {

  private final HostEngine engine;
  private final Store store;

  SecretBook(Store store, HostEngine engine) {
    this.store = store;
    this.engine = engine;
  }

  List<String> names(String namespace) {
    return store.secrets(namespace);
  }

  /** The secrets that a deployment declares and that are not there. */
  List<Problem> problems(FunctionName name, FunctionDeployment deployment) {
    List<String> known = names(name.namespace());
    return deployment.secrets().stream()
        .filter(secret -> !known.contains(secret))
        .map(
            secret -> new Problem("secrets", secret, "a secret that exists in " + name.namespace()))
        .toList();
  }

  ChangeOutcome create(String namespace, String name, byte[] value) {
    if (store.secret(namespace, name).isPresent()) {
      return new AlreadyExists(what(namespace, name));
    }
    store.putSecret(namespace, name, value);
    return new Done();
  }

  ChangeOutcome update(String namespace, String name, byte[] value, List<FunctionState> users) {
    if (store.secret(namespace, name).isEmpty()) {
      return new NotFound(what(namespace, name));
    }
    store.putSecret(namespace, name, value);
    try {
      for (FunctionState user : users) {
        engine.putSecret(user.name(), name, value);
      }
      return new Done();
    } catch (IOException failed) {
      return new Failed(
          "the new value is stored, but some functions still have the old one: "
              + Reason.of(failed));
    }
  }

  ChangeOutcome remove(String namespace, String name, List<FunctionState> users) {
    if (store.secret(namespace, name).isEmpty()) {
      return new NotFound(what(namespace, name));
    }
    if (!users.isEmpty()) {
      String names = String.join(", ", users.stream().map(user -> user.name().name()).toList());
      return Refused.because("secret", name, "one that no function uses; in use by " + names);
    }
    store.removeSecret(namespace, name);
    return new Done();
  }

  /** Gives a function its secrets, beside those it has already. */
  void handOut(FunctionName name, FunctionDeployment deployment) throws IOException {
    Map<String, byte[]> values = new HashMap<>();
    for (String secret : deployment.secrets()) {
      store.secret(name.namespace(), secret).ifPresent(value -> values.put(secret, value));
    }
    engine.prepare(name, deployment, values);
  }

  /** As {@link #handOut}, but removes what an earlier function of the name may have left. */
  void handOutAfresh(FunctionName name, FunctionDeployment deployment) throws IOException {
    engine.clear(name);
    handOut(name, deployment);
  }

  /** Takes from a function the secrets that its deployment does not declare. */
  void takeBack(FunctionName name, FunctionDeployment deployment) throws IOException {
    engine.keepSecrets(name, Set.copyOf(deployment.secrets()));
  }

  private static String what(String namespace, String name) {
    return "secret " + name + " in " + namespace;
  }
}
