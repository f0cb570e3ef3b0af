package dev.gantry.tck;

import dev.gantry.api.FunctionNamespace;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The namespaces and secrets of a {@link MemoryProvider}. Thread-safe. */
final class MemoryKeep {

  private final Map<String, FunctionNamespace> namespaces = new TreeMap<>();
  private final Map<String, Map<String, byte[]>> secrets = new TreeMap<>();

  MemoryKeep(String defaultNamespace) {
    put(new FunctionNamespace(defaultNamespace, Map.of(), Map.of()));
  }

  synchronized List<FunctionNamespace> namespaces() {
    return List.copyOf(namespaces.values());
  }

  synchronized boolean has(String namespace) {
    return namespaces.containsKey(namespace);
  }

  synchronized void put(FunctionNamespace namespace) {
    namespaces.put(namespace.name(), namespace);
    secrets.computeIfAbsent(namespace.name(), any -> new TreeMap<>());
  }

  synchronized void remove(String namespace) {
    namespaces.remove(namespace);
    secrets.remove(namespace);
  }

  synchronized Set<String> secrets(String namespace) {
    return Set.copyOf(secrets.getOrDefault(namespace, Map.of()).keySet());
  }

  synchronized byte @Nullable [] secret(String namespace, String name) {
    byte[] value = secrets.getOrDefault(namespace, Map.of()).get(name);
    return value == null ? null : value.clone();
  }

  synchronized void putSecret(String namespace, String name, byte[] value) {
    secrets.computeIfAbsent(namespace, any -> new TreeMap<>()).put(name, value.clone());
  }

  synchronized void removeSecret(String namespace, String name) {
    secrets.getOrDefault(namespace, new TreeMap<>()).remove(name);
  }
}
