package dev.gantry.build.yaml;

/**
 * Where something stands in a file.
 *
 * @param file the file's name as the person gave it
 * @param line from 1
 * @param column from 1, in characters
 */
public record Position(String file, int line, int column) {

  /** Something that is wrong here. */
  public FileProblem problem(String what) {
    return new FileProblem(file, line, column, what);
  }
}
