package dev.gantry.host.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionName;
import dev.gantry.api.FunctionNamespace;
import dev.gantry.host.folder.CannotStartException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {

  private static final FunctionName ECHO = new FunctionName("echo", "dev");
  private static final FunctionNamespace DEV =
      new FunctionNamespace("dev", Map.of("a", "ä"), Map.of("openfaas", "1"));

  @TempDir Path folder;

  @Test
  void everythingIsThereAfterReopening() throws Exception {
    StoredFunction function =
        new StoredFunction(
            ECHO,
            FunctionDeployment.ofCommand("echo", "cat").withEnvVars(Map.of("k", "v\n'\"")),
            3,
            Instant.parse("2026-11-23T10:00:00.123456789Z"),
            Instant.parse("2026-11-23T11:00:00Z"));
    byte[] value = {0, 1, (byte) 0xff, '\n'};
    try (Store store = Store.open(folder)) {
      assertThat(store.countOpening()).isEqualTo(1);
      store.putNamespace(DEV);
      store.putFunction(function);
      store.putSecret("dev", "key", value);
    }

    try (Store store = Store.open(folder)) {
      assertThat(store.countOpening()).isEqualTo(2);
      assertThat(store.namespaces()).containsExactly(DEV);
      assertThat(store.functions()).containsExactly(function);
      assertThat(store.secrets("dev")).containsExactly("key");
      assertThat(store.secret("dev", "key")).hasValue(value);
      assertThat(store.secret("dev", "other")).isEmpty();
    }
  }

  @Test
  void writesReplaceAndRemove() throws Exception {
    Instant now = Instant.now();
    FunctionDeployment deployment = FunctionDeployment.ofCommand("echo", "cat");
    try (Store store = Store.open(folder)) {
      store.putNamespace(DEV);
      store.putFunction(new StoredFunction(ECHO, deployment, 1, now, now));
      store.setDesired(ECHO, 0);
      store.putSecret("dev", "key", "1".getBytes(UTF_8));
      store.putSecret("dev", "key", "2".getBytes(UTF_8));
      assertThat(store.functions().getFirst().desired()).isZero();
      assertThat(store.secret("dev", "key")).hasValue("2".getBytes(UTF_8));
      assertThatThrownBy(() -> store.removeNamespace("dev")).isInstanceOf(StoreException.class);

      store.removeFunction(ECHO);
      store.removeSecret("dev", "key");
      store.removeNamespace("dev");

      assertThat(store.functions()).isEmpty();
      assertThat(store.secrets("dev")).isEmpty();
      assertThat(store.namespaces()).isEmpty();
    }
  }

  @Test
  void onlyTheOwnerReadsTheFiles() throws Exception {
    try (Store store = Store.open(folder)) {
      store.putNamespace(DEV);

      try (var files = Files.newDirectoryStream(folder, "gantry.db*")) {
        for (Path file : files) {
          assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
              .as(file.toString())
              .isEqualTo("rw-------");
        }
      }
    }
  }

  @Test
  void anInterruptedCallerGetsItsAnswer() throws Exception {
    try (Store store = Store.open(folder)) {
      Thread.currentThread().interrupt();

      store.putNamespace(DEV);

      assertThat(Thread.interrupted()).isTrue();
      assertThat(store.namespaces()).hasSize(1);
    }
  }

  @Test
  void aFileThatIsNoDatabaseIsRefusedByName() throws Exception {
    Files.writeString(folder.resolve("gantry.db"), "this is not a database, it is a text file\n");

    assertThatThrownBy(() -> Store.open(folder))
        .isInstanceOf(CannotStartException.class)
        .hasMessageContaining("gantry.db")
        .hasMessageContaining("not a database");
  }

  @Test
  void theDatabaseOfANewerProgramIsRefused() throws Exception {
    Store.open(folder).close();
    String url = "jdbc:sqlite:" + folder.resolve("gantry.db");
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("PRAGMA user_version = 99");
    }

    assertThatThrownBy(() -> Store.open(folder))
        .isInstanceOf(CannotStartException.class)
        .hasMessageContaining("newer Gantry");
  }
}
