package dev.gantry.gateway.edge;

import dev.gantry.gateway.GatewaySettings.TlsFiles;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives listeners a new certificate when its files change; connections that exist keep the old one.
 *
 * <p>It looks at the files in steps and reads them once both have stopped changing, because a
 * renewal writes one after the other. A pair that does not fit keeps the one in use. Runs on a
 * virtual thread of its own; closed by who started it, after which it gives nothing.
 */
final class TlsReload implements AutoCloseable {

  /** How often the files are looked at, unless said otherwise. */
  static final Duration STEP = Duration.ofSeconds(2);

  private static final Logger LOG = LoggerFactory.getLogger(TlsReload.class);
  private static final Duration UPDATE_LIMIT = Duration.ofSeconds(10);

  private final TlsFiles files;
  private final List<HttpServer> servers;
  private final Duration step;
  private final Thread thread;
  private TlsIdentity identity;

  private TlsReload(TlsFiles files, TlsIdentity identity, List<HttpServer> servers, Duration step) {
    this.files = files;
    this.identity = identity;
    this.servers = List.copyOf(servers);
    this.step = step;
    this.thread = Thread.ofVirtual().name("tls-reload").unstarted(this::watch);
  }

  /**
   * Starts watching.
   *
   * @param identity what the servers were started with
   * @param servers TLS listeners that listen already
   */
  static TlsReload start(
      TlsFiles files, TlsIdentity identity, List<HttpServer> servers, Duration step) {
    TlsReload reload = new TlsReload(files, identity, servers, step);
    reload.thread.start();
    return reload;
  }

  private void watch() {
    String used = "";
    String last = fingerprint();
    try {
      while (true) {
        Thread.sleep(step);
        String now = fingerprint();
        if (now.equals(last) && !now.equals(used)) {
          used = now;
          reload();
        }
        last = now;
      }
    } catch (InterruptedException e) {
      // Closed.
    }
  }

  private void reload() throws InterruptedException {
    try {
      TlsIdentity found = TlsIdentity.load(files);
      if (found.equals(identity)) {
        return;
      }
      for (HttpServer server : servers) {
        server
            .updateSSLOptions(found.update(), true)
            .toCompletionStage()
            .toCompletableFuture()
            .get(UPDATE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      }
      identity = found;
      LOG.atInfo()
          .addKeyValue("file", files.certificate())
          .addKeyValue("expiry", found.expiry())
          .log("certificate reloaded");
    } catch (IOException | ExecutionException | TimeoutException | RuntimeException e) {
      LOG.atWarn()
          .addKeyValue("file", files.certificate())
          .addKeyValue("reason", e.getMessage())
          .log("changed certificate not used, the one before stays");
    }
  }

  private String fingerprint() {
    return fingerprint(files.certificate()) + '|' + fingerprint(files.key());
  }

  private static String fingerprint(Path file) {
    try {
      var attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return attributes.lastModifiedTime() + " " + attributes.size() + " " + attributes.fileKey();
    } catch (IOException e) {
      return e.getClass().getName();
    }
  }

  /** Stops looking. Idempotent; does not wait. */
  @Override
  public void close() {
    thread.interrupt();
  }
}
