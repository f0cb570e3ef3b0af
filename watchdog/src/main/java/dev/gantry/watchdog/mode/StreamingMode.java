package dev.gantry.watchdog.mode;

import dev.gantry.watchdog.copy.CopyBuffer;
import dev.gantry.watchdog.http.HttpRequest;
import dev.gantry.watchdog.http.HttpResponse;
import dev.gantry.watchdog.http.RequestHandler;
import dev.gantry.watchdog.run.ExitText;
import dev.gantry.watchdog.run.Input;
import dev.gantry.watchdog.run.Run;
import dev.gantry.watchdog.run.RunEnd;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Contract 3.2, {@code mode=streaming}: output goes to the client as it comes. The first byte is
 * the 200. What goes wrong before it is a 500. After it, a process that fails ends the answer, for
 * that is all it had to say; one that is killed cuts the connection, so that nobody takes a part
 * for the whole.
 */
public final class StreamingMode implements RequestHandler {

  private final CallSettings settings;
  private final FunctionProcess function;

  public StreamingMode(CallSettings settings, FunctionProcess function) {
    this.settings = settings;
    this.function = function;
  }

  @Override
  public void handle(HttpRequest request, HttpResponse response)
      throws IOException, InterruptedException {
    boolean hasBody = request.contentLength() != 0;
    Input input = hasBody ? new Input(request.body(), request.contentLength(), true) : Input.NONE;
    function.run(function.receive(request, response), input, this::answer);
  }

  private void answer(Call call, Run run) throws IOException, InterruptedException {
    InputStream output = function.output(call, run);
    CopyBuffer buffer = new CopyBuffer();
    if (!buffer.fill(output)) {
      answerWithoutOutput(call, run.awaitEnd());
      return;
    }
    OutputStream out = begin(call);
    long written = 0;
    do {
      out.write(buffer.bytes(), 0, buffer.count());
      out.flush();
      written += buffer.count();
    } while (buffer.fill(output));
    finish(call, run.awaitEnd());
    // Closed here only: after a failure the end must be missing.
    out.close();
    call.logWritten(written);
  }

  private void answerWithoutOutput(Call call, RunEnd end) throws IOException {
    if (end instanceof RunEnd.InputFailed(IOException cause)) {
      throw cause;
    }
    if (end.isSuccess()) {
      begin(call).close();
    } else {
      call.fail(500, ExitText.of(end));
    }
  }

  private OutputStream begin(Call call) throws IOException {
    call.response.header(
        "Content-Type", settings.contentType().orElse(CallSettings.FORK_CONTENT_TYPE));
    return call.response.beginStreaming(200);
  }

  private static void finish(Call call, RunEnd end) throws IOException {
    if (end instanceof RunEnd.InputFailed(IOException cause)) {
      throw cause;
    }
    if (!end.isSuccess()) {
      call.log("Error: " + ExitText.of(end));
    }
    if (end instanceof RunEnd.TimedOut) {
      throw new IOException(ExitText.of(end));
    }
  }
}
