package dev.gantry.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * What a person types and sees, one file a story.
 *
 * <pre>
 * $ gantry list          a command; what follows is its output
 * ! error: …             a line of standard error
 * = 1                    its exit code, unless it is 0
 * $ cat &gt; FILE &lt;&lt;END     writes a file, up to a line END
 * # log up r1 text       makes something happen: a replica writes a line
 * </pre>
 */
final class Transcript {

  private final List<String> lines;

  private Transcript(List<String> lines) {
    this.lines = lines;
  }

  static Transcript read(Path file) throws IOException {
    return new Transcript(Files.readAllLines(file));
  }

  /** The same story as it happens now. */
  List<String> played(CommandLineFixture fixture) throws Exception {
    List<String> played = new ArrayList<>();
    Iterator<String> rest = lines.iterator();
    while (rest.hasNext()) {
      String line = rest.next();
      if (line.startsWith("$ cat > ")) {
        played.add(line);
        List<String> content = content(rest);
        fixture.write(line.substring(8).replace(" <<END", ""), content);
        played.addAll(content);
        played.add("END");
      } else if (line.startsWith("$ ")) {
        played.add(line);
        played.addAll(fixture.run(TypedCommand.parse(line.substring(2))));
      } else if (line.startsWith("# ")) {
        fixture.happen(line);
        played.add(line);
      }
    }
    return played;
  }

  List<String> lines() {
    return lines;
  }

  private static List<String> content(Iterator<String> rest) {
    List<String> content = new ArrayList<>();
    for (String line = rest.next(); !line.equals("END"); line = rest.next()) {
      content.add(line);
    }
    return content;
  }
}
