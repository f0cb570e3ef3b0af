package dev.gantry.app;

import static dev.gantry.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A function's container that may write nowhere but in {@code /tmp}; gone when it is closed. */
record TemplateContainer(String id) implements AutoCloseable {

  static TemplateContainer run(String image, String... options) throws Exception {
    List<String> command = new ArrayList<>(List.of("docker", "run", "--detach", "--read-only"));
    command.addAll(List.of("--tmpfs", "/tmp", "--publish", "127.0.0.1::8080"));
    // What the image asks, and more often: it is waited for.
    command.addAll(List.of("--health-interval", "300ms"));
    command.addAll(List.of(options));
    command.add(image);
    return new TemplateContainer(Command.run(Map.of(), command).orFail().strip());
  }

  /** What it answers once it answers with 200. */
  String answer(String call) throws Exception {
    String published = Command.run("docker", "port", id, "8080").orFail();
    URI address = URI.create("http://" + published.lines().findFirst().orElseThrow() + "/");
    String[] body = new String[1];
    eventually(
        () -> {
          HttpResponse<String> answer = post(address, call);
          assertThat(answer.statusCode()).isEqualTo(200);
          body[0] = answer.body();
        });
    return body[0];
  }

  String inspect(String format) throws Exception {
    return Command.run("docker", "inspect", "--format", format, id).orFail().strip();
  }

  private static HttpResponse<String> post(URI address, String call) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(address).POST(BodyPublishers.ofString(call)).build();
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException notYet) {
      throw new AssertionError(notYet);
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    Command.run("docker", "rm", "--force", id);
  }
}
