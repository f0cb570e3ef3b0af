package dev.gantry.build.template;

import dev.gantry.build.git.Git;
import dev.gantry.build.template.PullOutcome.Failed;
import dev.gantry.build.template.PullOutcome.Pulled;
import dev.gantry.build.template.PullOutcome.Refused;
import dev.gantry.build.tree.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Pulls templates out of a git repository in the layout that exists ({@code
 * template/NAME/template.yml}) into a project. What a repository brings is not trusted: a template
 * with a link in it is refused, no hook of git runs, and nothing is written outside of the
 * project's folder {@code template}.
 *
 * @param project gets the templates in its folder {@code template}
 * @param overwrite whether templates that are there already are replaced
 * @param clock when a template was pulled
 */
public record TemplatePull(Path project, boolean overwrite, Clock clock) {

  private static final Duration LIMIT = Duration.ofMinutes(5);

  /**
   * Pulls all templates of a repository.
   *
   * @param address the repository, perhaps with {@code #} and a tag, branch or commit
   * @throws IOException if files cannot be written, or git is not there
   */
  public PullOutcome pull(String address) throws IOException, InterruptedException {
    Optional<RepositoryAddress> parsed = RepositoryAddress.parse(address);
    if (parsed.isEmpty()) {
      return new Refused("\"" + address + "\" (expected: " + RepositoryAddress.EXPECTED + ")");
    }
    Files.createDirectories(project);
    Path copy = Files.createTempDirectory(project, ".template-pull");
    try {
      Optional<String> fault = fetch(new Git(copy, LIMIT), parsed.get());
      return fault.isPresent() ? new Failed(fault.get()) : take(copy, parsed.get());
    } finally {
      Folders.remove(copy);
    }
  }

  /** Why the repository could not be fetched; empty when it was. */
  private static Optional<String> fetch(Git git, RepositoryAddress address)
      throws IOException, InterruptedException {
    String wanted = address.version().isEmpty() ? "HEAD" : address.version();
    Git.Answer made = git.run("init", "--quiet", "--template=");
    if (!made.isSuccess()) {
      return Optional.of(made.text());
    }
    Git.Answer fetched =
        git.run("fetch", "--quiet", "--depth=1", "--", address.repository(), wanted);
    String commit = "FETCH_HEAD";
    if (!fetched.isSuccess() && address.mayBeCommit()) {
      // Not every server gives a commit by its number; all give their branches.
      fetched =
          git.run(
              "fetch", "--quiet", "--tags", "--", address.repository(), "+refs/heads/*:refs/all/*");
      commit = wanted;
    }
    if (!fetched.isSuccess()) {
      return Optional.of(fetched.text());
    }
    Git.Answer checkedOut = git.run("checkout", "--quiet", "--detach", commit + "^{commit}");
    return checkedOut.isSuccess() ? Optional.empty() : Optional.of(checkedOut.text());
  }

  private PullOutcome take(Path copy, RepositoryAddress address)
      throws IOException, InterruptedException {
    List<Path> found = templates(copy.resolve(TemplateLibrary.FOLDER));
    if (found.isEmpty()) {
      return new Refused(
          address.shown() + " has no templates (expected: template/NAME/template.yml)");
    }
    for (Path template : found) {
      Optional<Path> link = link(template);
      if (link.isPresent()) {
        return new Refused(
            copy.relativize(link.get()) + " is a link, which templates may not have");
      }
    }
    String sha = new Git(copy, LIMIT).run("rev-parse", "HEAD").text();
    String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    TemplateOrigin origin = new TemplateOrigin(address.shown(), address.version(), sha, now);
    List<String> written = new ArrayList<>();
    List<String> kept = new ArrayList<>();
    for (Path template : found) {
      (write(template, origin) ? written : kept).add(template.getFileName().toString());
    }
    return new Pulled(origin, written, kept);
  }

  private static List<Path> templates(Path folder) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(folder)) {
      return folders
          .filter(found -> TemplateLibrary.isName(found.getFileName().toString()))
          .filter(found -> Files.isDirectory(found, LinkOption.NOFOLLOW_LINKS))
          .filter(found -> Files.exists(found.resolve("template.yml"), LinkOption.NOFOLLOW_LINKS))
          .sorted()
          .toList();
    }
  }

  private static Optional<Path> link(Path template) throws IOException {
    try (Stream<Path> files = Files.walk(template)) {
      return files.filter(Files::isSymbolicLink).findFirst();
    }
  }

  /** Moves a template into the project as a whole; false if it is kept as it is. */
  private boolean write(Path template, TemplateOrigin origin) throws IOException {
    Path target = project.resolve(TemplateLibrary.FOLDER).resolve(template.getFileName());
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      if (!overwrite) {
        return false;
      }
      Folders.remove(target);
    }
    origin.write(template);
    Files.createDirectories(target.getParent());
    Files.move(template, target, StandardCopyOption.ATOMIC_MOVE);
    return true;
  }
}
