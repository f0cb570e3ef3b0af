package dev.gantry.engine;

import com.github.dockerjava.api.model.Info;
import dev.gantry.docker.EngineConnection;
import dev.gantry.docker.EngineFault;
import dev.gantry.engine.container.FunctionContainers;
import dev.gantry.host.HostProvider;
import dev.gantry.host.HostSettings;
import dev.gantry.host.folder.CannotStartException;
import dev.gantry.host.folder.HostFolder;
import dev.gantry.host.folder.Reason;
import dev.gantry.host.store.Store;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Runs functions as containers of one Docker Engine. What should be is kept in a data folder, which
 * one process uses at a time; containers run on when this program ends, and are taken over by the
 * next one that opens the same folder.
 */
public final class DockerProvider extends HostProvider {

  private final boolean published;

  private DockerProvider(
      DockerEngine engine, Store store, DockerProviderSettings settings, boolean published) {
    super(
        engine,
        store,
        new HostSettings(settings.defaultNamespace(), settings.drainLimit(), settings.clock()));
    this.published = published;
  }

  /**
   * Takes the data folder, finds the containers of an earlier run, and starts what is missing.
   *
   * @throws CannotStartException if a person has to change something first
   */
  public static DockerProvider open(DockerProviderSettings settings) throws CannotStartException {
    HostFolder folder = HostFolder.open(settings.dataFolder());
    EngineConnection connection = null;
    FunctionContainers containers = null;
    boolean opened = false;
    try {
      connection = EngineConnection.open(settings.engine());
      Info info = info(connection);
      containers = containers(settings, folder, connection);
      boolean published = containers.isPublished();
      Store store = Store.open(folder.path());
      DockerEngine engine =
          new DockerEngine(folder, connection, containers, info, settings.version());
      opened = true;
      return open(engine, store, () -> new DockerProvider(engine, store, settings, published));
    } catch (IOException failed) {
      throw new CannotStartException(
          "cannot run functions on Docker: " + Reason.of(failed), failed);
    } finally {
      if (!opened) {
        release(folder, connection, containers);
      }
    }
  }

  private static Info info(EngineConnection connection) throws CannotStartException {
    try {
      return connection.client().infoCmd().exec();
    } catch (RuntimeException failed) {
      throw new CannotStartException(
          "cannot use the Docker engine at "
              + connection.host()
              + ": "
              + EngineFault.reason(failed),
          failed);
    }
  }

  private static FunctionContainers containers(
      DockerProviderSettings settings, HostFolder folder, EngineConnection connection)
      throws IOException, CannotStartException {
    try {
      return FunctionContainers.open(
          connection,
          Installation.id(folder.path()),
          settings.network(),
          settings.access().published(),
          folder.path().resolve("stopped"),
          settings.startLimit());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new CannotStartException("interrupted while starting", stop);
    }
  }

  private static void release(
      HostFolder folder,
      @Nullable EngineConnection connection,
      @Nullable FunctionContainers containers)
      throws CannotStartException {
    if (containers != null) {
      containers.close();
    }
    if (connection != null) {
      connection.close();
    }
    try {
      folder.close();
    } catch (IOException failed) {
      throw new CannotStartException("the data folder could not be released", failed);
    }
  }

  /** Whether replicas are reached by ports on loopback; a program says so when it starts. */
  public boolean isPublished() {
    return published;
  }
}
