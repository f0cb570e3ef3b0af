package dev.gantry.bench.drive;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** An nginx of the bench's own, with one worker, on a loopback port. */
public final class Nginx implements AutoCloseable {

  private final Process process;
  private final InetSocketAddress address;

  private Nginx(Process process, InetSocketAddress address) {
    this.process = process;
    this.address = address;
  }

  /** Answers every request with twelve bytes, as a static replica does. */
  public static Nginx replica(Path folder) throws IOException, InterruptedException {
    return start(folder, "", "location / { return 200 \"hello world\\n\"; }");
  }

  /** A plain proxy that keeps connections to its upstream. */
  public static Nginx proxy(Path folder, InetSocketAddress upstream)
      throws IOException, InterruptedException {
    return start(
        folder,
        "upstream replica { server 127.0.0.1:" + upstream.getPort() + "; keepalive 64; }",
        """
        location /function/hello {
          proxy_pass http://replica/;
          proxy_http_version 1.1;
          proxy_set_header Connection "";
          proxy_set_header Host $host;
        }
        """);
  }

  private static Nginx start(Path folder, String upstream, String location)
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
        events { worker_connections 4096; }
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
            listen 127.0.0.1:%3$d;
            %4$s
          }
        }
        """
            .formatted(folder, upstream, address.getPort(), location));
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
