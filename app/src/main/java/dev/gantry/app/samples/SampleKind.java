package dev.gantry.app.samples;

import dev.gantry.api.FunctionDeployment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** As what the samples run. */
public sealed interface SampleKind {

  /** Why a sample cannot run here; empty when it can. */
  Optional<String> obstacle(FunctionDeployment sample);

  /** Where the samples' files are for their programs, when they were copied to a folder here. */
  Path files(Path copy);

  /**
   * As programs of this machine.
   *
   * @param folders where commands are looked for, in order
   */
  record Programs(List<Path> folders) implements SampleKind {

    @Override
    public Optional<String> obstacle(FunctionDeployment sample) {
      String program = String.valueOf(sample.envProcess()).split(" ", 2)[0];
      boolean installed =
          program.startsWith("/")
              ? Files.isExecutable(Path.of(program))
              : folders.stream().anyMatch(folder -> Files.isExecutable(folder.resolve(program)));
      return installed ? Optional.empty() : Optional.of(program + " is not installed");
    }

    @Override
    public Path files(Path copy) {
      return copy;
    }
  }

  /** As containers; only those that have an image, and their files are in it. */
  record Images() implements SampleKind {

    private static final Path FILES = Path.of("/samples");

    @Override
    public Optional<String> obstacle(FunctionDeployment sample) {
      return sample.image() == null ? Optional.of("there is no image of it") : Optional.empty();
    }

    @Override
    public Path files(Path copy) {
      return FILES;
    }
  }
}
