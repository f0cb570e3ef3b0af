package dev.gantry.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.api.Problem;
import dev.gantry.engine.ReplicaAccess;
import dev.gantry.gateway.scale.ScalingMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SettingsReaderTest {

  @TempDir private Path folder;

  @Test
  void startsWithDefaultsWhenNobodySaysAnything() {
    UpSettings settings = valid(read(Map.of(), Map.of(), Optional.empty())).settings();

    assertThat(settings.listen()).hasToString("/127.0.0.1:8080");
    assertThat(settings.metricsListen()).hasToString("/127.0.0.1:8082");
    assertThat(settings.functionListen()).isEmpty();
    assertThat(settings.auth()).isTrue();
    assertThat(settings.samples()).isTrue();
    assertThat(settings.upstreamTimeout()).isEqualTo(Duration.ofSeconds(60));
    assertThat(settings.scaling()).isEqualTo(ScalingMode.INTERNAL);
  }

  @Test
  void optionsWinOverVariablesOverTheFile() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("gantry.yml"),
            "listen: 127.0.0.1:1\nnamespace: three\ndrain-timeout: 3s\n");

    Reading.Valid reading =
        valid(
            read(
                Map.of("listen", "127.0.0.1:3"),
                Map.of("GANTRY_LISTEN", "127.0.0.1:2", "GANTRY_NAMESPACE", "two"),
                Optional.of(file)));

    assertThat(reading.settings().listen().getPort()).isEqualTo(3);
    assertThat(reading.settings().namespace()).isEqualTo("two");
    assertThat(reading.settings().drainTimeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(reading.table())
        .filteredOn(
            setting ->
                List.of("listen", "namespace", "drain-timeout", "scaling").contains(setting.key()))
        .extracting(EffectiveSetting::source)
        .containsExactly("option", "variable", "file", "default");
  }

  @ParameterizedTest
  @CsvSource({
    "listen, 8080",
    "listen, 127.0.0.1:99999",
    "listen, no-such-host.invalid:80",
    "metrics-listen, 127.0.0.1:",
    "provider, kubernetes",
    "replica-access, network",
    "network, somewhere",
    "docker-host, unix:///var/run/docker.sock",
    "owner, somebody",
    "no-auth, maybe",
    "namespace, Über",
    "upstream-timeout, 0",
    "upstream-timeout, soon",
    "drain-timeout, -1",
    "scaling, sometimes",
    "tls-cert, /no/such/file",
    "log-format, xml",
    "log-level, loud",
  })
  void refusesABadValueWithItsName(String key, String value) {
    Reading reading = read(Map.of(key, value), Map.of(), Optional.empty());

    assertThat(reading).isInstanceOf(Reading.Invalid.class);
    assertThat(((Reading.Invalid) reading).problems())
        .extracting(Problem::key)
        .contains("--" + key);
  }

  @ParameterizedTest
  @CsvSource({
    "docker, run-as, nobody, process",
    "swarm, run-as, nobody, process",
    "docker, owner, me, swarm",
    "docker, network, a b, letter",
    "swarm, replica-access, published, docker",
    "docker, replica-access, somehow, 'auto, network, published'",
  })
  void refusesWhatIsForAnotherProvider(String provider, String key, String value, String expected) {
    Reading reading =
        read(Map.of("provider", provider), Map.of(variable(key), value), Optional.empty());

    assertThat(((Reading.Invalid) reading).problems())
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.message()).contains(variable(key), '"' + value + '"', expected));
  }

  @Test
  void readsWhatTheDockerProvidersNeed() {
    Map<String, String> options =
        Map.of("docker-host", "tcp://127.0.0.1:2375", "network", "somewhere");

    assertThat(provider(with(options, "docker", "replica-access", "published")))
        .isEqualTo(
            new ProviderChoice.Docker(
                Optional.of("tcp://127.0.0.1:2375"), "somewhere", ReplicaAccess.PUBLISHED));
    assertThat(provider(with(options, "swarm", "owner", "me")))
        .isEqualTo(
            new ProviderChoice.Swarm(Optional.of("tcp://127.0.0.1:2375"), "somewhere", "me"));
    assertThat(provider(Map.of("provider", "docker")))
        .isEqualTo(
            new ProviderChoice.Docker(Optional.empty(), "gantry-functions", ReplicaAccess.AUTO));
  }

  @Test
  void namesAllProblemsAtOnceAndWhereTheyStand() throws IOException {
    Path file =
        Files.writeString(folder.resolve("gantry.yml"), "log-level: loud\nlisen: 127.0.0.1:1\n");

    Reading reading = read(Map.of("listen", "x"), Map.of("GANTRY_SCALING", "y"), Optional.of(file));

    assertThat(((Reading.Invalid) reading).problems())
        .extracting(Problem::message)
        .anySatisfy(text -> assertThat(text).contains("--listen", "\"x\""))
        .anySatisfy(text -> assertThat(text).contains("GANTRY_SCALING", "\"y\""))
        .anySatisfy(text -> assertThat(text).contains("config.log-level", "\"loud\""))
        .anySatisfy(text -> assertThat(text).contains("lisen", "did you mean listen?"));
  }

  @ParameterizedTest
  @CsvSource({"0.0.0.0:8080", ":8080", "[::]:8080"})
  void refusesToLetEverybodyInFromOtherMachines(String listen) {
    Reading reading = read(Map.of("listen", listen, "no-auth", "true"), Map.of(), Optional.empty());

    assertThat(((Reading.Invalid) reading).problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains("--no-auth", "loopback"));
  }

  @Test
  void saysWhereAFileIsNoYaml() throws IOException {
    Path file = Files.writeString(folder.resolve("gantry.yml"), "listen: [1\n");

    Reading reading = read(Map.of(), Map.of(), Optional.of(file));

    assertThat(((Reading.Invalid) reading).problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains("gantry.yml", "line"));
  }

  @Test
  void warnsOfVariablesItDoesNotKnow() {
    Reading.Valid reading = valid(read(Map.of(), Map.of("GANTRY_LISEN", "x"), Optional.empty()));

    assertThat(reading.warnings()).singleElement().asString().contains("GANTRY_LISEN");
  }

  private static String variable(String key) {
    return "GANTRY_" + key.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  private static Map<String, String> with(
      Map<String, String> options, String provider, String key, String value) {
    Map<String, String> more = new HashMap<>(options);
    more.put("provider", provider);
    more.put(key, value);
    return more;
  }

  private ProviderChoice provider(Map<String, String> options) {
    return valid(read(options, Map.of(), Optional.empty())).settings().provider();
  }

  private Reading read(
      Map<String, String> options, Map<String, String> variables, Optional<Path> file) {
    return SettingsReader.read(options, variables, file, folder.resolve("data"));
  }

  private static Reading.Valid valid(Reading reading) {
    assertThat(reading).isInstanceOf(Reading.Valid.class);
    return (Reading.Valid) reading;
  }
}
