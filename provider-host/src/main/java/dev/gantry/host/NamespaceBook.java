package dev.gantry.host;

import dev.gantry.api.FunctionNamespace;
import dev.gantry.host.store.Store;
import dev.gantry.provider.ChangeOutcome;
import dev.gantry.provider.ChangeOutcome.AlreadyExists;
import dev.gantry.provider.ChangeOutcome.Done;
import dev.gantry.provider.ChangeOutcome.NotFound;
import dev.gantry.provider.ChangeOutcome.Refused;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** The namespaces. Changed by one writer at a time; read at any time. */
final class NamespaceBook {

  private final Store store;
  private final String defaultName;
  private final Map<String, FunctionNamespace> namespaces = new ConcurrentSkipListMap<>();

  NamespaceBook(Store store, String defaultName) {
    this.store = store;
    this.defaultName = defaultName;
    store.namespaces().forEach(namespace -> namespaces.put(namespace.name(), namespace));
    if (!has(defaultName)) {
      put(new FunctionNamespace(defaultName, Map.of(), Map.of()));
    }
  }

  List<FunctionNamespace> all() {
    return List.copyOf(namespaces.values());
  }

  boolean has(String name) {
    return namespaces.containsKey(name);
  }

  ChangeOutcome create(FunctionNamespace namespace) {
    if (has(namespace.name())) {
      return new AlreadyExists("namespace " + namespace.name());
    }
    put(namespace);
    return new Done();
  }

  ChangeOutcome update(FunctionNamespace namespace) {
    if (!has(namespace.name())) {
      return new NotFound("namespace " + namespace.name());
    }
    put(namespace);
    return new Done();
  }

  ChangeOutcome remove(String name, boolean isInUse) {
    if (!has(name)) {
      return new NotFound("namespace " + name);
    }
    if (name.equals(defaultName)) {
      return Refused.because("namespace", name, "another than the default one");
    }
    if (isInUse) {
      return Refused.because("namespace", name, "one without functions and secrets");
    }
    store.removeNamespace(name);
    namespaces.remove(name);
    return new Done();
  }

  private void put(FunctionNamespace namespace) {
    store.putNamespace(namespace);
    namespaces.put(namespace.name(), namespace);
  }
}
