import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Greets whoever is named in the body; runs straight from this file, on Java 11 or newer. */
public class Hello {
  public static void main(String[] arguments) throws IOException {
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String who = in.readLine();
    System.out.println("Hello, " + (who == null || who.isEmpty() ? "world" : who) + ", from Java!");
  }
}
