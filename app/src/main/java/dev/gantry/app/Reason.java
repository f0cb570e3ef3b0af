package dev.gantry.app;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Optional;

/** Says why a file could not be used, in words instead of class names. */
final class Reason {

  private Reason() {}

  static String of(IOException failure) {
    return switch (failure) {
      case AccessDeniedException denied -> "permission denied";
      case NoSuchFileException missing -> "it does not exist";
      case NotDirectoryException file -> "it is not a folder";
      case FileSystemException other ->
          Optional.ofNullable(other.getReason()).orElse("it is in the way");
      default -> String.valueOf(failure.getMessage());
    };
  }
}
