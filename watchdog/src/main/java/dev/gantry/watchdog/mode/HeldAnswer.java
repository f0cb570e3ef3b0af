package dev.gantry.watchdog.mode;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gantry.watchdog.hold.HeldBody;
import java.io.IOException;
import java.io.OutputStream;

/** Sends an answer that is complete. */
final class HeldAnswer {

  private HeldAnswer() {}

  /** Answers 200 with the output of the process. */
  static void succeed(Call call, String contentType, HeldBody output) throws IOException {
    send(call, 200, contentType, "", output);
    call.logWritten(output.length());
  }

  /** Answers 500 with a line that says why, and the output of the process. */
  static void fail(Call call, String reason, HeldBody output) throws IOException {
    call.log("Error: " + reason);
    send(call, 500, "text/plain; charset=utf-8", reason + "\n", output);
  }

  private static void send(Call call, int status, String contentType, String first, HeldBody output)
      throws IOException {
    byte[] line = first.getBytes(UTF_8);
    call.response.header("Content-Type", contentType);
    call.addDuration();
    try (OutputStream out = call.response.begin(status, line.length + output.length())) {
      out.write(line);
      output.writeTo(out);
    }
  }
}
