package dev.gantry.build.yaml;

/**
 * One thing that is wrong with a file, and where.
 *
 * @param file its name as the person gave it
 * @param line from 1; 0 when it concerns the file as a whole
 * @param column from 1, in characters; 0 as with {@code line}
 * @param what what stands there and what would have been accepted
 */
public record FileProblem(String file, int line, int column, String what) {

  /** A problem of a file as a whole. */
  public static FileProblem ofFile(String file, String what) {
    return new FileProblem(file, 0, 0, what);
  }

  /** As a person and an editor read it: {@code stack.yml:3:5: functions.hello.lagn: …}. */
  public String message() {
    return line == 0 ? file + ": " + what : file + ":" + line + ":" + column + ": " + what;
  }
}
