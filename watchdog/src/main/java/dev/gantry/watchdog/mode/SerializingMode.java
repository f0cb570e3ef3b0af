package dev.gantry.watchdog.mode;

import dev.gantry.watchdog.hold.HeldBody;
import dev.gantry.watchdog.hold.HoldLimitException;
import dev.gantry.watchdog.hold.HoldingArea;
import dev.gantry.watchdog.http.BadRequestException;
import dev.gantry.watchdog.http.HttpRequest;
import dev.gantry.watchdog.http.HttpResponse;
import dev.gantry.watchdog.http.RequestHandler;
import dev.gantry.watchdog.run.ExitText;
import dev.gantry.watchdog.run.Input;
import dev.gantry.watchdog.run.Run;
import dev.gantry.watchdog.run.RunEnd;
import java.io.IOException;

/**
 * Contract 3.2, {@code mode=serializing}: the process starts once the request is complete, and the
 * answer is sent once the process has ended. A slow client therefore never holds a process.
 */
public final class SerializingMode implements RequestHandler {

  private final CallSettings settings;
  private final FunctionProcess function;
  private final HoldingArea area;

  public SerializingMode(CallSettings settings, FunctionProcess function, HoldingArea area) {
    this.settings = settings;
    this.function = function;
    this.area = area;
  }

  @Override
  public void handle(HttpRequest request, HttpResponse response)
      throws IOException, InterruptedException {
    try (HeldBody input = area.hold()) {
      take(request, input);
      Call call = function.receive(request, response);
      function.run(call, new Input(input.read(), input.length(), false), this::answer);
    }
  }

  private void take(HttpRequest request, HeldBody input) throws IOException {
    try {
      area.check(request.contentLength());
      input.writeAll(request.body());
    } catch (HoldLimitException e) {
      throw new BadRequestException(e.isBodyTooLarge() ? 413 : 503, String.valueOf(e.getMessage()));
    }
  }

  private void answer(Call call, Run run) throws IOException, InterruptedException {
    try (HeldBody output = area.hold()) {
      output.writeAll(function.output(call, run));
      RunEnd end = run.awaitEnd();
      if (end instanceof RunEnd.InputFailed(IOException cause)) {
        throw cause;
      }
      if (end.isSuccess()) {
        HeldAnswer.succeed(call, contentType(), output);
      } else {
        call.fail(500, ExitText.of(end));
      }
    }
  }

  private String contentType() {
    return settings.contentType().orElse(CallSettings.FORK_CONTENT_TYPE);
  }
}
