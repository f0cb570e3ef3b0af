package dev.gantry.bench.drive;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** An nginx of the bench's own, with one worker, on a loopback port. */
public final class Nginx implements AutoCloseable {

  /**
   * Bodies go through memory, as they do in the gateway; in the usual setting, larger ones go
   * through files.
   */
  private static final String PROXY =
      """
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Host $host;
      proxy_request_buffering off;
      proxy_max_temp_file_size 0;
      client_max_body_size 0;
      """;

  private static final int FEW = 10;
  private static final int KEPT = 6000;
  private static final int KEPT_OF_MANY = 32;

  private final Process process;
  private final InetSocketAddress address;

  private Nginx(Process process, InetSocketAddress address) {
    this.process = process;
    this.address = address;
  }

  /** Answers every request with twelve bytes, as a static replica does. */
  public static Nginx replica(Path folder) throws IOException, InterruptedException {
    return start(folder, "", "", "location / { return 200 \"hello world\\n\"; }");
  }

  /** A plain proxy that keeps connections to its upstream, the function {@code hello}. */
  public static Nginx proxy(Path folder, InetSocketAddress upstream)
      throws IOException, InterruptedException {
    return proxy(folder, Map.of("hello", upstream));
  }

  /**
   * A plain proxy that keeps connections to its upstreams.
   *
   * @param upstreams by the names of the functions that they stand for
   */
  public static Nginx proxy(Path folder, Map<String, InetSocketAddress> upstreams)
      throws IOException, InterruptedException {
    return start(folder, upstreams(upstreams), "", PROXY + locations(upstreams));
  }

  /** Its name and version, {@code unknown} where it is not installed. */
  public static String version() throws InterruptedException {
    return Tools.firstLine("nginx", "-v").replace("version: ", "");
  }

  /** The same with TLS towards its clients. */
  public static Nginx tlsProxy(
      Path folder, Map<String, InetSocketAddress> upstreams, Certificate certificate)
      throws IOException, InterruptedException {
    String files =
        "ssl_protocols TLSv1.2 TLSv1.3; ssl_certificate %s; ssl_certificate_key %s;\n"
            .formatted(certificate.chain(), certificate.key());
    return start(folder, upstreams(upstreams), " ssl", files + PROXY + locations(upstreams));
  }

  /** As many connections to each are kept as any bench opens; to each of many, fewer. */
  private static String upstreams(Map<String, InetSocketAddress> all) {
    int kept = all.size() > FEW ? KEPT_OF_MANY : KEPT;
    StringBuilder text = new StringBuilder();
    all.forEach(
        (name, address) ->
            text.append(
                "upstream %s { server 127.0.0.1:%d; keepalive %d; keepalive_requests 100000000; }%n"
                    .formatted(name, address.getPort(), kept)));
    return text.toString();
  }

  private static String locations(Map<String, InetSocketAddress> all) {
    StringBuilder text = new StringBuilder();
    for (String name : all.keySet()) {
      text.append(
          """
          location = /function/%1$s { proxy_pass http://%1$s/; }
          location /function/%1$s/ { proxy_pass http://%1$s/; }
          """
              .formatted(name));
    }
    return text.toString();
  }

  private static Nginx start(Path folder, String upstreams, String protocol, String server)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    InetSocketAddress address = Ports.free();
    Path file = folder.resolve("nginx.conf");
    Files.writeString(
        file,
        """
        worker_processes 1;
        daemon off;
        pid %1$s/nginx.pid;
        error_log %1$s/error.log;
        events { worker_connections 16384; }
        http {
          access_log off;
          keepalive_requests 100000000;
          client_body_temp_path %1$s/body;
          proxy_temp_path %1$s/proxy;
          fastcgi_temp_path %1$s/fastcgi;
          uwsgi_temp_path %1$s/uwsgi;
          scgi_temp_path %1$s/scgi;
          %2$s
          server {
            listen 127.0.0.1:%3$d%4$s backlog=4096;
            %5$s
          }
        }
        """
            .formatted(folder, upstreams, address.getPort(), protocol, server));
    Process process =
        new ProcessBuilder(List.of("nginx", "-c", file.toString(), "-p", folder.toString()))
            .inheritIO()
            .start();
    Ports.awaitListening(address, process);
    return new Nginx(process, address);
  }

  public InetSocketAddress address() {
    return address;
  }

  @Override
  public void close() {
    Programs.end(process);
  }
}
