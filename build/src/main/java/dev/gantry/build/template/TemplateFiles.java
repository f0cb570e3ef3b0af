package dev.gantry.build.template;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** The files of one template, wherever they lie. */
public sealed interface TemplateFiles permits FolderFiles, ProgramFiles {

  /** Where they lie, as a person reads it. */
  String origin();

  /**
   * Paths of all regular files, with {@code /}, sorted.
   *
   * @throws IOException if they cannot be listed
   */
  List<String> names() throws IOException;

  /**
   * The content of a file.
   *
   * @param name one of {@link #names}
   * @throws IOException if it cannot be read
   */
  InputStream open(String name) throws IOException;

  /**
   * Whether a file may be run as a program.
   *
   * @param name one of {@link #names}
   */
  boolean isProgram(String name);
}
