package dev.gantry.watchdog.files;

/** What stands at a path. */
sealed interface Lookup {

  /** A file, open; closed by who asked. */
  record Found(OpenFile file) implements Lookup {}

  /** A folder. */
  record Folder() implements Lookup {}

  /** Nothing that is public. */
  record Missing() implements Lookup {}

  /** Something that this program may not read. */
  record Unreadable() implements Lookup {}
}
