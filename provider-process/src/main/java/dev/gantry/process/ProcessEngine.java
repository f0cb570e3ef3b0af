package dev.gantry.process;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionName;
import dev.gantry.api.Problem;
import dev.gantry.api.ProviderInfo;
import dev.gantry.host.HostEngine;
import dev.gantry.host.folder.Reason;
import dev.gantry.host.replica.ReplicaLauncher;
import dev.gantry.process.folder.FunctionFolder;
import dev.gantry.process.launch.DeploymentCheck;
import dev.gantry.process.launch.FunctionVariables;
import dev.gantry.provider.Capabilities;
import dev.gantry.provider.LogQuery;
import dev.gantry.provider.LogStream;
import dev.gantry.provider.Node;
import dev.gantry.provider.RestTier;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Functions as local processes, each with a folder and a log in the data folder. */
final class ProcessEngine implements HostEngine {

  private static final Logger LOG = LoggerFactory.getLogger(ProcessEngine.class);

  private static final Capabilities CAPABILITIES =
      new Capabilities(Set.of(RestTier.REMOVED), false, false, false, true, true, true);

  private final ProcessProviderSettings settings;
  private final OpenFolder open;
  private final ReplicaLauncher launcher;

  ProcessEngine(ProcessProviderSettings settings, OpenFolder open, ReplicaLauncher launcher) {
    this.settings = settings;
    this.open = open;
    this.launcher = launcher;
  }

  @Override
  public ProviderInfo info() {
    return new ProviderInfo("gantry-process", settings.version(), "process");
  }

  @Override
  public Capabilities capabilities() {
    return CAPABILITIES;
  }

  @Override
  public ReplicaLauncher launcher() {
    return launcher;
  }

  @Override
  public Optional<String> trouble() {
    return Optional.empty();
  }

  @Override
  public List<Problem> problems(FunctionName name, FunctionDeployment deployment) {
    FunctionFolder folder = open.folder().of(name);
    return DeploymentCheck.problems(
        FunctionVariables.of(name, deployment, folder, settings.path()), folder);
  }

  @Override
  public Optional<String> note(FunctionDeployment deployment) {
    return Notes.of(deployment);
  }

  @Override
  public void prepare(FunctionName name, FunctionDeployment deployment, Map<String, byte[]> secrets)
      throws IOException {
    FunctionFolder folder = open.folder().of(name);
    folder.prepare();
    folder.putSecrets(secrets);
  }

  @Override
  public void putSecret(FunctionName name, String secret, byte[] value) throws IOException {
    open.folder().of(name).putSecrets(Map.of(secret, value));
  }

  @Override
  public void keepSecrets(FunctionName name, Set<String> secrets) throws IOException {
    open.folder().of(name).keepSecrets(secrets);
  }

  @Override
  public void removed(FunctionName name) throws IOException {
    open.logs().remove(name);
  }

  @Override
  public void clear(FunctionName name) throws IOException {
    try {
      open.folder().of(name).remove();
    } finally {
      open.logs().remove(name);
    }
  }

  @Override
  public void clearAllBut(Set<FunctionName> known) throws IOException {
    for (FunctionName name : open.folder().functionsWithFolders()) {
      if (!known.contains(name)) {
        clearRemains(name);
      }
    }
    open.logs().keep(known);
  }

  private void clearRemains(FunctionName name) {
    try {
      clear(name);
    } catch (IOException failed) {
      LOG.atWarn()
          .addKeyValue("function", name)
          .addKeyValue("reason", Reason.of(failed))
          .log("something of a removed function remains");
    }
  }

  @Override
  public LogStream logs(LogQuery query) throws IOException {
    return open.logs().of(query.function()).read(query);
  }

  @Override
  public List<Node> nodes() {
    return List.of(Machine.here());
  }

  @Override
  public void close() {
    open.close();
  }
}
