package dev.gantry.process.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionName;
import dev.gantry.process.folder.DataFolder;
import dev.gantry.process.folder.FunctionUser;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionVariablesTest {

  private static final FunctionName ECHO = new FunctionName("echo", "dev");

  @TempDir Path temporary;

  @Test
  void everyFunctionGetsTheSameFewVariables() throws Exception {
    FunctionVariables variables = of(FunctionDeployment.ofCommand("echo", "cat"));

    assertThat(variables.all())
        .containsOnlyKeys(
            "PATH", "HOME", "OPENFAAS_NAME", "OPENFAAS_NAMESPACE", "SECRETS_DIR", "fprocess")
        .containsEntry("PATH", "/bin")
        .containsEntry("OPENFAAS_NAME", "echo")
        .containsEntry("OPENFAAS_NAMESPACE", "dev")
        .containsEntry("fprocess", "cat");
    assertThat(variables.all().get("HOME")).endsWith("/functions/dev/echo/home");
    assertThat(variables.all().get("SECRETS_DIR")).endsWith("/functions/dev/echo/secrets");
  }

  @Test
  void aDeploymentsOwnVariablesWinButForItsCommand() throws Exception {
    FunctionVariables variables =
        of(
            FunctionDeployment.ofCommand("echo", "cat")
                .withEnvVars(Map.of("PATH", "/opt", "fprocess", "tac", "x", "y")));

    assertThat(variables.all()).containsEntry("PATH", "/opt").containsEntry("x", "y");
    assertThat(variables.command()).isEqualTo("cat");
  }

  @Test
  void theCommandMayStandAmongTheVariables() throws Exception {
    FunctionDeployment none = FunctionDeployment.ofCommand("echo", " ");

    assertThat(of(none.withEnvVars(Map.of("fprocess", "tac"))).command()).isEqualTo("tac");
    assertThat(of(none.withEnvVars(Map.of("function_process", "wc"))).command()).isEqualTo("wc");
    assertThat(of(none).command()).isEmpty();
  }

  private FunctionVariables of(FunctionDeployment deployment) throws Exception {
    FunctionUser self = FunctionUser.choose(System.getProperty("user.name"));
    try (DataFolder data = DataFolder.open(temporary, self)) {
      return FunctionVariables.of(ECHO, deployment, data.of(ECHO), "/bin");
    }
  }
}
