package dev.gantry.host.store;

import dev.gantry.host.folder.CannotStartException;
import dev.gantry.host.store.Store.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.sqlite.SQLiteConfig;

/** The one connection and the one thread that uses it. */
final class StoreThread implements AutoCloseable {

  private static final int BUSY_MILLIS = 5_000;

  private final Connection connection;
  private final ExecutorService executor =
      Executors.newSingleThreadExecutor(
          task -> Thread.ofPlatform().daemon().name("gantry-store").unstarted(task));

  private StoreThread(Connection connection) {
    this.connection = connection;
  }

  static StoreThread open(Path folder) throws CannotStartException {
    Path file = folder.resolve("gantry.db");
    try {
      NativeLibrary.unpackInto(folder.resolve("native"));
      makePrivate(file);
      Connection connection = settings().createConnection("jdbc:sqlite:" + file);
      try {
        check(connection);
        Schema.prepare(connection, file.toString());
        return new StoreThread(connection);
      } catch (SQLException | CannotStartException | RuntimeException failed) {
        connection.close();
        throw failed;
      }
    } catch (SQLException | IOException failed) {
      throw new CannotStartException(
          "cannot use the database " + file + ": " + failed.getMessage(), failed);
    } catch (LinkageError missing) {
      throw new CannotStartException(
          "SQLite's native library cannot be loaded: neither "
              + folder
              + " nor the folder for temporary files may hold programs; name another folder with"
              + " -Dorg.sqlite.tmpdir",
          missing);
    }
  }

  /** SQLite gives its journal files the rights of the database's file. */
  private static void makePrivate(Path file) throws IOException {
    if (!Files.exists(file)) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
  }

  private static SQLiteConfig settings() {
    SQLiteConfig settings = new SQLiteConfig();
    settings.setJournalMode(SQLiteConfig.JournalMode.WAL);
    // What a client was told is done stays done, also when the power goes.
    settings.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    settings.enforceForeignKeys(true);
    settings.setBusyTimeout(BUSY_MILLIS);
    settings.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true");
    return settings;
  }

  private static void check(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA quick_check(1)")) {
      String verdict = row.next() ? row.getString(1) : "no answer";
      if (!verdict.equals("ok")) {
        throw new SQLException("it is damaged: " + verdict);
      }
    }
  }

  /** Runs a piece of work and waits for it, even if the caller is interrupted meanwhile. */
  <T> T call(Work<T> work) {
    Future<T> future;
    try {
      future = executor.submit(() -> work.run(connection));
    } catch (RejectedExecutionException closed) {
      throw new StoreException("the database is closed", closed);
    }
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return future.get();
        } catch (InterruptedException stop) {
          interrupted = true;
        }
      }
    } catch (ExecutionException failed) {
      Throwable cause = failed.getCause() == null ? failed : failed.getCause();
      throw new StoreException("the database could not be used: " + cause.getMessage(), cause);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    if (!executor.isShutdown()) {
      call(
          open -> {
            open.close();
            return true;
          });
      executor.shutdown();
    }
  }
}
