package dev.gantry.app.samples;

import dev.gantry.build.stack.StackFunction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** As what the samples run. */
public sealed interface SampleKind {

  /** Why a sample cannot run here; empty when it can. */
  Optional<String> obstacle(StackFunction sample);

  /** Where the samples' files are for their programs, when they were copied to a folder here. */
  Path files(Path copy);

  /**
   * As programs of this machine.
   *
   * @param folders where commands are looked for, in order
   */
  record Programs(List<Path> folders) implements SampleKind {

    /** The annotation with the programs of a sample whose command begins with another one. */
    private static final String PROGRAMS = "dev.gantry.sample.programs";

    @Override
    public Optional<String> obstacle(StackFunction sample) {
      String first = String.valueOf(sample.fprocess()).split(" ", 2)[0];
      return Arrays.stream(sample.annotations().getOrDefault(PROGRAMS, first).split(" "))
          .filter(program -> !isInstalled(program))
          .findFirst()
          .map(program -> program + " is not installed");
    }

    private boolean isInstalled(String program) {
      return program.startsWith("/")
          ? Files.isExecutable(Path.of(program))
          : folders.stream().anyMatch(folder -> Files.isExecutable(folder.resolve(program)));
    }

    @Override
    public Path files(Path copy) {
      return copy;
    }
  }

  /** As containers; only those in the image of all samples, as the others have to be built. */
  record Images() implements SampleKind {

    private static final Path FILES = Path.of("/samples");

    @Override
    public Optional<String> obstacle(StackFunction sample) {
      return sample.lang() == null
          ? Optional.empty()
          : Optional.of("gantry up -f samples/stack.yml builds and deploys it");
    }

    @Override
    public Path files(Path copy) {
      return FILES;
    }
  }
}
