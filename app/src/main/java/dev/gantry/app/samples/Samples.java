package dev.gantry.app.samples;

import dev.gantry.api.FunctionName;
import dev.gantry.api.Problem;
import dev.gantry.build.stack.StackFunction;
import dev.gantry.provider.ChangeOutcome;
import dev.gantry.provider.FunctionProvider;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Deploys the sample functions that can run here.
 *
 * <p>Their files are copied into the data folder, because functions may run as a user who cannot
 * read the folder the program was started from. A sample that a person removed stays removed: a
 * list in the data folder says which were deployed before.
 */
public final class Samples {

  private final Path source;
  private final Path copy;
  private final Path deployedBefore;
  private final SampleKind kind;

  /**
   * @param source the folder with {@code stack.yml}
   * @param data the data folder
   * @param kind as what they run
   */
  public Samples(Path source, Path data, SampleKind kind) {
    this.source = source;
    this.copy = data.resolve("samples");
    this.deployedBefore = copy.resolve(".deployed");
    this.kind = kind;
  }

  /**
   * Deploys what is missing.
   *
   * @throws IOException if the samples cannot be read or copied
   */
  public SampleReport deploy(FunctionProvider provider, String namespace) throws IOException {
    List<String> before =
        Files.exists(deployedBefore) ? Files.readAllLines(deployedBefore) : List.of();
    copyFiles();
    List<String> deployed = new ArrayList<>();
    Map<String, String> leftOut = new LinkedHashMap<>();
    List<String> known = new ArrayList<>(before);
    for (StackFunction sample : SampleStack.read(copy.resolve("stack.yml"), kind.files(copy))) {
      FunctionName name = new FunctionName(sample.name(), namespace);
      boolean exists = provider.find(name).isPresent();
      if (!exists && before.contains(name.name())) {
        continue;
      }
      Optional<String> obstacle = exists ? Optional.empty() : deploy(provider, name, sample);
      if (obstacle.isPresent()) {
        leftOut.put(name.name(), obstacle.get());
        continue;
      }
      deployed.add(name.name());
      if (!known.contains(name.name())) {
        known.add(name.name());
      }
    }
    Files.write(deployedBefore, known);
    return new SampleReport(List.copyOf(deployed), leftOut);
  }

  /** Why it could not be deployed; empty when it was. */
  private Optional<String> deploy(
      FunctionProvider provider, FunctionName name, StackFunction sample) {
    Optional<String> obstacle = kind.obstacle(sample);
    if (obstacle.isPresent()) {
      return obstacle;
    }
    return switch (provider.deploy(name, sample.deployment(null))) {
      case ChangeOutcome.Done done -> Optional.empty();
      case ChangeOutcome.AlreadyExists exists -> Optional.empty();
      case ChangeOutcome.Refused refused ->
          Optional.of(
              refused.problems().stream().map(Problem::message).collect(Collectors.joining("; ")));
      case ChangeOutcome.NotFound missing -> Optional.of("no " + missing.what());
      case ChangeOutcome.Unsupported unsupported -> Optional.of(unsupported.why());
      case ChangeOutcome.Failed failed -> Optional.of(failed.why());
    };
  }

  /** Copies every file, readable for all: functions may run as somebody else. */
  private void copyFiles() throws IOException {
    Files.walkFileTree(
        source,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            Path target = copy.resolve(source.relativize(folder).toString());
            Files.createDirectories(target);
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Path target = copy.resolve(source.relativize(file).toString());
            Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
