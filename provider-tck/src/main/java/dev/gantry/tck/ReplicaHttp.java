package dev.gantry.tck;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gantry.provider.FunctionState;
import dev.gantry.provider.Replica;
import dev.gantry.provider.ReplicaState;
import java.io.IOException;
import java.net.Socket;

/** Calls a replica over a socket of its own. */
public final class ReplicaHttp {

  private ReplicaHttp() {}

  /** An answer: its status and body. */
  public record Answer(int status, String body) {}

  /**
   * Posts to a replica.
   *
   * @throws IOException if the connection was closed without an answer, too
   */
  public static Answer post(Replica replica, String body) throws IOException {
    var address = replica.address().orElseThrow();
    try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
      socket.setSoTimeout(60_000);
      byte[] bytes = body.getBytes(UTF_8);
      String head =
          "POST / HTTP/1.1\r\nHost: replica\r\nConnection: close\r\nContent-Length: "
              + bytes.length
              + "\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(UTF_8));
      socket.getOutputStream().write(bytes);
      String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
      if (answer.isEmpty()) {
        throw new IOException("the connection was closed without an answer");
      }
      int status = Integer.parseInt(answer.split(" ", 3)[1]);
      return new Answer(status, answer.substring(answer.indexOf("\r\n\r\n") + 4));
    }
  }

  /** Calls some ready replica. */
  public static Answer post(FunctionState function, String body) throws IOException {
    for (Replica replica : function.replicas()) {
      if (replica.state() instanceof ReplicaState.Ready) {
        return post(replica, body);
      }
    }
    throw new IOException("no ready replica: " + function.replicas());
  }
}
