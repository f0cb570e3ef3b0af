package dev.gantry.host.store;

import dev.gantry.host.folder.CannotStartException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The tables, and the version of their shape, which is SQLite's {@code user_version}. */
final class Schema {

  private static final int VERSION = 1;

  private static final List<String> FIRST =
      List.of(
          "CREATE TABLE opening (id INTEGER PRIMARY KEY CHECK (id = 1), count INTEGER NOT NULL)",
          "INSERT INTO opening VALUES (1, 0)",
          "CREATE TABLE namespace (" + "name TEXT PRIMARY KEY, document TEXT NOT NULL) STRICT",
          "CREATE TABLE function ("
              + "namespace TEXT NOT NULL REFERENCES namespace (name),"
              + "name TEXT NOT NULL,"
              + "deployment TEXT NOT NULL,"
              + "desired INTEGER NOT NULL CHECK (desired >= 0),"
              + "created_at TEXT NOT NULL,"
              + "updated_at TEXT NOT NULL,"
              + "PRIMARY KEY (namespace, name)) STRICT",
          "CREATE TABLE secret ("
              + "namespace TEXT NOT NULL REFERENCES namespace (name),"
              + "name TEXT NOT NULL,"
              + "value BLOB NOT NULL,"
              + "PRIMARY KEY (namespace, name)) STRICT");

  private Schema() {}

  /** Brings the database to this program's shape, in one transaction. */
  static void prepare(Connection connection, String file)
      throws SQLException, CannotStartException {
    int found = version(connection);
    if (found > VERSION) {
      throw new CannotStartException(
          file
              + " was written by a newer Gantry (its shape is "
              + found
              + ", this program knows "
              + VERSION
              + "): start that one, or choose another data folder");
    }
    if (found == VERSION) {
      return;
    }
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      for (String sql : FIRST) {
        statement.executeUpdate(sql);
      }
      statement.executeUpdate("PRAGMA user_version = " + VERSION);
      connection.commit();
    } finally {
      connection.setAutoCommit(true);
    }
  }

  private static int version(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA user_version")) {
      return row.next() ? row.getInt(1) : 0;
    }
  }
}
