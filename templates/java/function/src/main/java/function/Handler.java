package function;

import java.util.function.Function;

/** Answers calls: gets a call's body, returns its answer. An exception is answered with 500. */
public final class Handler implements Function<String, String> {

  @Override
  public String apply(String body) {
    String name = body.isBlank() ? "world" : body.strip();
    return "Hello, " + name + "!\n";
  }
}
