import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Writes down what a distribution is made of: {@code sbom.cdx.json} (CycloneDX), {@code legal/NOTICE.md} and, below
 * {@code legal}, the licence of every library, from its jar or else as its list names it.
 *
 * <p>{@code Contents HOME RELEASE BILL...}: HOME is the distribution's folder, RELEASE the file that says which Java is
 * in it, the first BILL the list of the program, the others lists of its parts. Fails when a library has no licence.
 */
final class Contents {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OURS = "dev.gantry";

  private final Path home;
  private final StringBuilder notice =
      new StringBuilder("# What else is in here\n\nGantry itself is under the licence in `LICENSE`.\n\n")
          .append("| what | version | licence | text |\n|---|---|---|---|\n");

  private Contents(Path home) {
    this.home = home;
  }

  public static void main(String[] arguments) throws IOException {
    List<JsonNode> bills = new ArrayList<>();
    for (String file : List.of(arguments).subList(2, arguments.length)) {
      bills.add(JSON.readTree(Path.of(file).toFile()));
    }
    new Contents(Path.of(arguments[0])).write(javaVersion(Path.of(arguments[1])), bills);
  }

  private static String javaVersion(Path release) throws IOException {
    Properties facts = new Properties();
    try (InputStream file = Files.newInputStream(release)) {
      facts.load(file);
    }
    return facts.getProperty("JAVA_RUNTIME_VERSION").replace("\"", "");
  }

  private void write(String java, List<JsonNode> bills) throws IOException {
    ObjectNode all = bills.getFirst().deepCopy();
    bills.stream().skip(1).forEach(bill -> add(all, bill));
    ArrayNode components = all.withArray("components");
    for (JsonNode component : components) {
      if (!component.path("group").asText().startsWith(OURS)) {
        describe(component);
      }
    }
    String classpath = "GPL-2.0-only WITH Classpath-exception-2.0";
    components.add(platform("OpenJDK", java, classpath));
    row("OpenJDK", java, classpath, "`runtime/legal`, `watchdog/opt/gantry/legal`");
    String libc = "LGPL-2.1-or-later";
    components.add(platform("glibc", System.getProperty("glibc.version", ""), libc));
    row("glibc, in `watchdog`", System.getProperty("glibc.version", ""), libc, "`watchdog/opt/gantry/legal/libc`");
    components.forEach(Contents::forgetTexts);
    Files.write(home.resolve("sbom.cdx.json"), JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(all));
    Files.writeString(home.resolve("legal/NOTICE.md"), notice);
  }

  /** The parts of a list that are not in the first one; what they depend on is the last word. */
  private static void add(ObjectNode all, JsonNode bill) {
    ArrayNode components = all.withArray("components");
    for (JsonNode component : bill.path("components")) {
      if (!refers(components, "bom-ref", component.path("bom-ref").asText())) {
        components.add(component);
      }
    }
    ArrayNode dependencies = all.withArray("dependencies");
    for (JsonNode dependency : bill.path("dependencies")) {
      String ref = dependency.path("ref").asText();
      for (int i = dependencies.size() - 1; i >= 0; i--) {
        if (dependencies.get(i).path("ref").asText().equals(ref)) {
          dependencies.remove(i);
        }
      }
      dependencies.add(dependency);
    }
  }

  private static boolean refers(ArrayNode nodes, String key, String value) {
    for (JsonNode node : nodes) {
      if (node.path(key).asText().equals(value)) {
        return true;
      }
    }
    return false;
  }

  private static ObjectNode platform(String name, String version, String licence) {
    ObjectNode component = JSON.createObjectNode();
    component.put("type", "platform").put("bom-ref", name).put("name", name).put("version", version);
    component.putArray("licenses").addObject().put("expression", licence);
    return component;
  }

  /** Writes a library's licence, and its line. */
  private void describe(JsonNode component) throws IOException {
    String name = component.path("name").asText();
    Path folder = home.resolve("legal").resolve(name);
    Files.createDirectories(folder);
    copyFromJar(name, component.path("version").asText(), folder);
    if (isEmpty(folder)) {
      copyFromList(component, folder);
    }
    if (isEmpty(folder)) {
      throw new IllegalStateException("no licence of " + name + " was found");
    }
    row(name, component.path("version").asText(), licences(component), "`legal/" + name + "`");
  }

  private void copyFromJar(String name, String version, Path folder) throws IOException {
    Path jar = home.resolve("lib").resolve(name + "-" + version + ".jar");
    if (!Files.exists(jar)) {
      return;
    }
    try (FileSystem content = FileSystems.newFileSystem(jar);
        Stream<Path> files = Files.walk(content.getPath("/"), 3)) {
      for (Path file : files.filter(Files::isRegularFile).filter(Contents::isLegal).sorted().toList()) {
        Files.write(folder.resolve(file.getFileName().toString()), Files.readAllBytes(file));
      }
    }
  }

  private static boolean isLegal(Path file) {
    String name = file.getFileName().toString();
    return name.matches("(?i)(licen[cs]e|notice|copying|copyright)([-._].*)?") && !name.endsWith(".class");
  }

  private static void copyFromList(JsonNode component, Path folder) throws IOException {
    int number = 0;
    for (JsonNode choice : component.path("licenses")) {
      JsonNode text = choice.path("license").path("text");
      if (text.has("content")) {
        byte[] content =
            text.path("encoding").asText().equals("base64")
                ? Base64.getMimeDecoder().decode(text.path("content").asText())
                : text.path("content").asText().getBytes(java.nio.charset.StandardCharsets.UTF_8);
        Files.write(folder.resolve("LICENSE" + (number == 0 ? "" : "." + number) + ".txt"), content);
        number++;
      }
    }
  }

  private static String licences(JsonNode component) {
    List<String> names = new ArrayList<>();
    for (JsonNode choice : component.path("licenses")) {
      JsonNode licence = choice.path("license");
      names.add(choice.path("expression").asText(licence.path("id").asText(licence.path("name").asText())));
    }
    return String.join(" or ", names);
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  private void row(String what, String version, String licence, String text) {
    notice.append("| ").append(String.join(" | ", what, version, licence, text)).append(" |\n");
  }

  /** They lie in {@code legal}. */
  private static void forgetTexts(JsonNode component) {
    for (JsonNode choice : component.path("licenses")) {
      if (choice.path("license") instanceof ObjectNode licence) {
        licence.remove("text");
      }
    }
  }
}
