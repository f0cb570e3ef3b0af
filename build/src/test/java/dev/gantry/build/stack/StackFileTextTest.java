package dev.gantry.build.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.build.stack.StackFileText.NewEntry;
import org.junit.jupiter.api.Test;

class StackFileTextTest {

  private static final NewEntry ENTRY = new NewEntry("hello", "python", "./hello", "hello:latest");

  @Test
  void beginsAFile() {
    assertThat(StackFileText.of(ENTRY, "http://127.0.0.1:8080").text())
        .isEqualTo(
            """
            version: "1.0"
            provider:
              name: openfaas
              gateway: http://127.0.0.1:8080

            functions:
              hello:
                lang: python
                handler: ./hello
                image: hello:latest
            """);
  }

  @Test
  void addsBehindTheOthersAndKeepsWhatIsThere() {
    String before =
        """
        functions:
            # the first
            first:   # here
                image: first:1
                fprocess: >-
                    a
                    b

        # about builds
        configuration:
          copy: [common]
        """;

    assertThat(new StackFileText(before).with(ENTRY).orElseThrow().text())
        .isEqualTo(
            """
            functions:
                # the first
                first:   # here
                    image: first:1
                    fprocess: >-
                        a
                        b
                hello:
                  lang: python
                  handler: ./hello
                  image: hello:latest

            # about builds
            configuration:
              copy: [common]
            """);
  }

  @Test
  void addsToAFileWithoutFunctions() {
    assertThat(new StackFileText("functions:\n").with(ENTRY).orElseThrow().text())
        .startsWith("functions:\n  hello:\n    lang: python\n");
    assertThat(new StackFileText("provider:\n  name: openfaas").with(ENTRY).orElseThrow().text())
        .startsWith("provider:\n  name: openfaas\n\nfunctions:\n  hello:\n");
  }

  @Test
  void quotesWhatYamlWouldNotTakeForText() {
    NewEntry odd = new NewEntry("1", "python", "./1", "1:latest");

    String text = StackFileText.of(odd, "http://127.0.0.1:8080").text();

    assertThat(text).contains("  \"1\":\n");
    assertThat(new StackFileText(text).with(new NewEntry("no", "python", "./no", "no:1")))
        .hasValueSatisfying(more -> assertThat(more.text()).contains("  \"no\":\n"));
  }

  @Test
  void addsNothingWhereItWouldDoHarm() {
    assertThat(new StackFileText("functions: {hello: {image: a}}\n").with(ENTRY)).isEmpty();
    assertThat(new StackFileText("functions: {other: {image: a}}\n").with(ENTRY)).isEmpty();
    assertThat(new StackFileText("functions:\n  hello:\n    image: a\n").with(ENTRY)).isEmpty();
    assertThat(new StackFileText("functions: [\n").with(ENTRY)).isEmpty();
  }
}
