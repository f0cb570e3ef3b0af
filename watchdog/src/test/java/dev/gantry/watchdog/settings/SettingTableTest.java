package dev.gantry.watchdog.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of variables in the documents is the list the program knows. */
class SettingTableTest {

  private static final Path DOCUMENT = Path.of("../docs/watchdog.md");

  @Test
  void isTheOneInTheDocument() throws IOException {
    String document = Files.readString(DOCUMENT);

    assertThat(between(document, "<!-- settings -->\n", "<!-- end of settings -->"))
        .isEqualTo(table());
  }

  private static String table() {
    return Arrays.stream(Setting.values())
        .map(SettingTableTest::row)
        .collect(
            Collectors.joining(
                "", "| Variable | Default | Value | Meaning |\n|---|---|---|---|\n", ""));
  }

  private static String row(Setting setting) {
    String keys =
        setting.keys().stream().map(key -> "`" + key + "`").collect(Collectors.joining(" or "));
    String fallback = setting.fallback().isEmpty() ? "" : "`" + setting.fallback() + "`";
    return "| %s | %s | %s | %s |\n".formatted(keys, fallback, setting.form(), setting.meaning());
  }

  private static String between(String text, String start, String end) {
    int from = text.indexOf(start) + start.length();
    return text.substring(from, text.indexOf(end, from));
  }
}
