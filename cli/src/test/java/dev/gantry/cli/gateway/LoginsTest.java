package dev.gantry.cli.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.cli.terminal.Attachment;
import dev.gantry.cli.terminal.Failure;
import dev.gantry.cli.terminal.Terminal;
import dev.gantry.client.GatewayAddress;
import dev.gantry.client.Login;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

final class LoginsTest {

  private static final GatewayAddress OTHER = new GatewayAddress("http://other:8080");
  private static final Login ADMIN = new Login.Password("admin", "s:cret");

  @TempDir private Path home;
  private final Map<String, String> env = new HashMap<>();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void keepsALoginForItsOwnerAlone() throws Exception {
    SavedLogins logins = SavedLogins.of(terminal());

    logins.save(GatewayAddress.USUAL, ADMIN);
    logins.save(OTHER, new Login.Token("t"));

    assertThat(logins.find(GatewayAddress.USUAL)).contains(ADMIN);
    assertThat(logins.find(OTHER)).contains(new Login.Token("t"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(logins.file())))
        .isEqualTo("rw-------");
    Path folder = logins.file().getParent();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void keepsThePasswordInTheDesktopsStoreWhereThereIsOne() throws Exception {
    Path store = desktop();
    SavedLogins logins = SavedLogins.of(terminal());

    logins.save(OTHER, ADMIN);
    logins.save(GatewayAddress.USUAL, new Login.Token("t:oken"));

    assertThat(logins.find(OTHER)).contains(ADMIN);
    assertThat(logins.find(GatewayAddress.USUAL)).contains(new Login.Token("t:oken"));
    assertThat(logins.file()).content().doesNotContain("s:cret", "t:oken");
    assertThat(store.resolve("http___other_8080")).hasContent("s:cret");
    assertThat(logins.remove(OTHER)).isTrue();
    assertThat(store.resolve("http___other_8080")).doesNotExist();
  }

  @Test
  void keepsThePasswordInTheFileWhenTheStoreRefuses() throws Exception {
    Path store = desktop();
    Files.delete(store);

    SavedLogins.of(terminal()).save(OTHER, ADMIN);

    assertThat(SavedLogins.of(terminal()).find(OTHER)).contains(ADMIN);
  }

  @Test
  void saysThatThePasswordIsInAStoreThatIsNotHere() throws Exception {
    desktop();
    SavedLogins.of(terminal()).save(OTHER, ADMIN);
    env.remove("DBUS_SESSION_BUS_ADDRESS");

    assertThatThrownBy(() -> SavedLogins.of(terminal()).find(OTHER))
        .isInstanceOf(Failure.class)
        .hasMessage("could not read the login of http://other:8080");
  }

  /** A desktop whose store of passwords is a folder. */
  private Path desktop() throws Exception {
    Path store = Files.createDirectories(home.resolve("store"));
    Path tool = Files.createDirectories(home.resolve("bin")).resolve("secret-tool");
    Files.writeString(
        tool,
        """
        #!/bin/sh
        verb=$1
        for gateway; do :; done
        file='%s'/$(printf %%s "$gateway" | tr -c a-z0-9 _)
        case $verb in
          store) cat >"$file" ;;
          lookup) cat "$file" ;;
          clear) rm "$file" ;;
        esac
        """
            .formatted(store));
    Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwx------"));
    env.put("PATH", tool.getParent() + ":/usr/bin:/bin");
    env.put("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
    return store;
  }

  @Test
  void forgetsALogin() throws Exception {
    SavedLogins logins = SavedLogins.of(terminal());
    logins.save(OTHER, ADMIN);

    assertThat(logins.remove(OTHER)).isTrue();
    assertThat(logins.remove(OTHER)).isFalse();
    assertThat(logins.find(OTHER)).isEmpty();
  }

  @Test
  void warnsWhenOthersCanReadTheFile() throws Exception {
    SavedLogins logins = SavedLogins.of(terminal());
    logins.save(OTHER, ADMIN);
    Files.setPosixFilePermissions(logins.file(), PosixFilePermissions.fromString("rw-r--r--"));

    logins.find(OTHER);

    assertThat(err.toString(UTF_8)).contains("warning: others can read your passwords");
  }

  @Test
  void saysThatTheFileIsBroken() throws Exception {
    SavedLogins logins = SavedLogins.of(terminal());
    Files.createDirectories(logins.file().getParent());
    Files.writeString(logins.file(), "{");

    assertThatThrownBy(() -> logins.find(OTHER))
        .isInstanceOf(Failure.class)
        .hasMessage("could not read the saved logins");
  }

  @Test
  void readsTheLoginsOfTheExistingCommandLine() throws Exception {
    Files.createDirectories(home.resolve(".openfaas"));
    Files.writeString(
        home.resolve(".openfaas/config.yml"),
        """
        auths:
          - gateway: http://other:8080/
            auth: basic
            token: YWRtaW46czpjcmV0
          - gateway: https://third
            auth: oauth2
            token: t
        """);
    OpenFaasLogins logins = OpenFaasLogins.of(terminal());

    assertThat(logins.find(OTHER)).contains(ADMIN);
    assertThat(logins.find(new GatewayAddress("https://third"))).contains(new Login.Token("t"));
    assertThat(logins.find(GatewayAddress.USUAL)).isEmpty();
  }

  @Test
  void goesOnWithoutAFileOfTheExistingCommandLineThatItCannotRead() throws Exception {
    env.put("OPENFAAS_CONFIG", home.toString());
    Files.writeString(home.resolve("config.yml"), "auths: [");

    assertThat(OpenFaasLogins.of(terminal()).find(OTHER)).isEmpty();
    assertThat(err.toString(UTF_8)).contains("warning: no login was read from");
  }

  @Command
  private static final class Asking {
    @Mixin private final GatewayOptions gateway = new GatewayOptions();
  }

  @Test
  void takesTheOptionThenTheStackFileThenTheVariable() throws Exception {
    env.put("OPENFAAS_URL", "Variable:1/");

    assertThat(address("http://stack", "-g", "option").text()).isEqualTo("http://option");
    assertThat(address("http://stack").text()).isEqualTo("http://stack");
    assertThat(address(GatewayAddress.USUAL.text()).text()).isEqualTo("http://variable:1");
    assertThat(address("").text()).isEqualTo("http://variable:1");
    env.clear();
    assertThat(address("")).isEqualTo(GatewayAddress.USUAL);
  }

  private GatewayAddress address(String ofStack, String... arguments) throws Failure {
    Asking asking = new Asking();
    new CommandLine(asking).parseArgs(arguments);
    return asking.gateway.address(terminal(), ofStack);
  }

  @Test
  void warnsOfAPasswordThatOthersCouldReadOnItsWay() throws Exception {
    new GatewayOptions().open(terminal(), OTHER, Optional.of(ADMIN)).close();

    assertThat(err.toString(UTF_8))
        .isEqualTo(
            "warning: the password goes to http://other:8080 unencrypted; use an address with"
                + " https://\n");
  }

  private Terminal terminal() {
    PrintWriter errors = new PrintWriter(err, true, UTF_8);
    return new Terminal(
        env,
        home,
        home,
        new ByteArrayInputStream(new byte[0]),
        errors,
        err,
        errors,
        Attachment.NONE,
        prompt -> Optional.empty(),
        Clock.systemUTC());
  }
}
