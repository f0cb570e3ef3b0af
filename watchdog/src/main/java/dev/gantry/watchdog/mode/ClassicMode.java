package dev.gantry.watchdog.mode;

import dev.gantry.watchdog.endpoint.PlainAnswer;
import dev.gantry.watchdog.hold.HeldBody;
import dev.gantry.watchdog.hold.HoldingArea;
import dev.gantry.watchdog.http.HttpRequest;
import dev.gantry.watchdog.http.HttpResponse;
import dev.gantry.watchdog.http.RequestHandler;
import dev.gantry.watchdog.process.ExitStatus;
import dev.gantry.watchdog.run.ExitText;
import dev.gantry.watchdog.run.Input;
import dev.gantry.watchdog.run.Run;
import dev.gantry.watchdog.run.RunEnd;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/**
 * Contract 3.1: the request's body goes to the process as it comes; the answer is sent once the
 * process has ended, with a status that says how.
 */
public final class ClassicMode implements RequestHandler {

  private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");

  private final CallSettings settings;
  private final FunctionProcess function;
  private final HoldingArea area;

  public ClassicMode(CallSettings settings, FunctionProcess function, HoldingArea area) {
    this.settings = settings;
    this.function = function;
    this.area = area;
  }

  @Override
  public void handle(HttpRequest request, HttpResponse response)
      throws IOException, InterruptedException {
    if (METHODS.contains(request.method())) {
      Call call = function.receive(request, response);
      function.run(call, input(request), this::answer);
    } else {
      PlainAnswer.methodNotAllowed(response, "GET, POST, PUT, PATCH, DELETE");
    }
  }

  private Input input(HttpRequest request) {
    if (settings.marshalsRequest()) {
      boolean hasBody = hasBody(request);
      InputStream body = hasBody ? request.body() : InputStream.nullInputStream();
      return new Input(RequestJson.of(request.headers(), body), -1, hasBody);
    }
    return hasBody(request) ? new Input(request.body(), request.contentLength(), true) : Input.NONE;
  }

  private static boolean hasBody(HttpRequest request) {
    return !request.method().equals("GET") && request.contentLength() != 0;
  }

  private void answer(Call call, Run run) throws IOException, InterruptedException {
    try (HeldBody output = area.hold()) {
      output.writeAll(function.output(call, run));
      RunEnd end = run.awaitEnd();
      if (end instanceof RunEnd.InputFailed(IOException cause)) {
        throw cause;
      }
      if (end instanceof RunEnd.TimedOut) {
        call.fail(408, "Killed process.");
      } else if (end instanceof RunEnd.Ended(ExitStatus status)) {
        if (status.isSuccess()) {
          HeldAnswer.succeed(call, contentType(call.request, output), output);
        } else {
          HeldAnswer.fail(call, ExitText.of(status), output);
        }
      }
    }
  }

  private String contentType(HttpRequest request, HeldBody output) throws IOException {
    if (settings.contentType().isPresent()) {
      return settings.contentType().get();
    }
    String asked = request.headers().first("Content-Type").orElse("");
    return asked.isEmpty() ? ContentSniffer.guess(output.start(ContentSniffer.LOOKS_AT)) : asked;
  }
}
