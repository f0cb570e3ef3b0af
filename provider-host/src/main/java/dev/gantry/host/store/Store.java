package dev.gantry.host.store;

import dev.gantry.api.ApiJson;
import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionName;
import dev.gantry.api.FunctionNamespace;
import dev.gantry.api.InvalidJsonException;
import dev.gantry.host.folder.CannotStartException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The database of one data folder. Thread-safe; the methods block until the disk has it and throw
 * {@link StoreException} when it has not. Closed by who opened it.
 */
public final class Store implements AutoCloseable {

  private final StoreThread thread;

  private Store(StoreThread thread) {
    this.thread = thread;
  }

  /**
   * Opens the database of a folder, {@code gantry.db}, making it if it is not there.
   *
   * @throws CannotStartException if the file is no database of ours or cannot be used
   */
  public static Store open(Path folder) throws CannotStartException {
    return new Store(StoreThread.open(folder));
  }

  /** Counts how often the database was opened, this time included. */
  public long countOpening() {
    return thread.call(
        connection -> {
          try (PreparedStatement statement =
                  connection.prepareStatement(
                      "UPDATE opening SET count = count + 1 RETURNING count");
              ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
          }
        });
  }

  /** Reads something, to see whether the database can be used. */
  public void check() {
    thread.call(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement("SELECT 1 FROM opening")) {
            return statement.execute();
          }
        });
  }

  /** All namespaces. */
  public List<FunctionNamespace> namespaces() {
    return thread.call(
        connection -> {
          List<FunctionNamespace> found = new ArrayList<>();
          try (PreparedStatement statement =
                  connection.prepareStatement("SELECT document FROM namespace ORDER BY name");
              ResultSet row = statement.executeQuery()) {
            while (row.next()) {
              found.add(read(row.getString(1), FunctionNamespace.class));
            }
          }
          return found;
        });
  }

  /** Stores a namespace or replaces what was stored of it. */
  public void putNamespace(FunctionNamespace namespace) {
    update(
        "INSERT INTO namespace VALUES (?, ?) ON CONFLICT DO UPDATE"
            + " SET document = excluded.document",
        namespace.name(),
        text(namespace));
  }

  /** Forgets a namespace. */
  public void removeNamespace(String name) {
    update("DELETE FROM namespace WHERE name = ?", name);
  }

  /** All functions. */
  public List<StoredFunction> functions() {
    return thread.call(
        connection -> {
          List<StoredFunction> found = new ArrayList<>();
          try (PreparedStatement statement =
                  connection.prepareStatement(
                      "SELECT namespace, name, deployment, desired, created_at, updated_at"
                          + " FROM function ORDER BY namespace, name");
              ResultSet row = statement.executeQuery()) {
            while (row.next()) {
              found.add(function(row));
            }
          }
          return found;
        });
  }

  private static StoredFunction function(ResultSet row) throws SQLException {
    return new StoredFunction(
        new FunctionName(row.getString(2), row.getString(1)),
        read(row.getString(3), FunctionDeployment.class),
        row.getInt(4),
        Instant.parse(row.getString(5)),
        Instant.parse(row.getString(6)));
  }

  /** Stores a function or replaces what was stored of it. */
  public void putFunction(StoredFunction function) {
    update(
        "INSERT INTO function VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE"
            + " SET deployment = excluded.deployment, desired = excluded.desired,"
            + " updated_at = excluded.updated_at",
        function.name().namespace(),
        function.name().name(),
        text(function.deployment()),
        function.desired(),
        function.createdAt().toString(),
        function.updatedAt().toString());
  }

  /** Stores how many replicas a function should have. */
  public void setDesired(FunctionName name, int desired) {
    update(
        "UPDATE function SET desired = ? WHERE namespace = ? AND name = ?",
        desired,
        name.namespace(),
        name.name());
  }

  /** Forgets a function. */
  public void removeFunction(FunctionName name) {
    update("DELETE FROM function WHERE namespace = ? AND name = ?", name.namespace(), name.name());
  }

  /** The names of a namespace's secrets, ordered. */
  public List<String> secrets(String namespace) {
    return thread.call(
        connection -> {
          List<String> found = new ArrayList<>();
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "SELECT name FROM secret WHERE namespace = ? ORDER BY name")) {
            statement.setString(1, namespace);
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                found.add(row.getString(1));
              }
            }
          }
          return found;
        });
  }

  /** A secret's value; empty when there is none of that name. */
  public Optional<byte[]> secret(String namespace, String name) {
    return thread.call(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "SELECT value FROM secret WHERE namespace = ? AND name = ?")) {
            statement.setString(1, namespace);
            statement.setString(2, name);
            try (ResultSet row = statement.executeQuery()) {
              return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
            }
          }
        });
  }

  /** Stores a secret or replaces its value. */
  public void putSecret(String namespace, String name, byte[] value) {
    update(
        "INSERT INTO secret VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
        namespace,
        name,
        value);
  }

  /** Forgets a secret. */
  public void removeSecret(String namespace, String name) {
    update("DELETE FROM secret WHERE namespace = ? AND name = ?", namespace, name);
  }

  private static String text(Object value) {
    return new String(ApiJson.write(value), StandardCharsets.UTF_8);
  }

  private static <T> T read(String json, Class<T> type) throws SQLException {
    try {
      return ApiJson.read(json.getBytes(StandardCharsets.UTF_8), type);
    } catch (InvalidJsonException unreadable) {
      throw new SQLException("it holds something unreadable: " + unreadable.getMessage());
    }
  }

  private void update(String sql, Object... values) {
    thread.call(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
              statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate();
          }
        });
  }

  /** Ends the store's thread after what it was asked before. Idempotent. */
  @Override
  public void close() {
    thread.close();
  }

  /** A statement or several that belong together. */
  @FunctionalInterface
  interface Work<T> {
    T run(Connection connection) throws SQLException;
  }
}
