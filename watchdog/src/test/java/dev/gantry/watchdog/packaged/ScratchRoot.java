package dev.gantry.watchdog.packaged;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A root file system made from scratch: one static busybox under the names of its applets, and
 * empty folders. What is mounted on these is only seen by the process started in it.
 */
final class ScratchRoot implements AutoCloseable {

  static final Path BUSYBOX = Path.of("/bin/busybox");

  /** The applets that tests use as functions. */
  private static final List<String> APPLETS =
      List.of(
          "cat", "cut", "dd", "echo", "env", "false", "grep", "head", "id", "ip", "kill", "ls",
          "nc", "printf", "ps", "sed", "seq", "setsid", "sh", "sleep", "stat", "tr", "true", "wc",
          "wget", "yes");

  /**
   * Mounts, becomes the root file system and the user, and is replaced by the program: root,
   * runtime folder, user, access, mode of /tmp, whether the lock file can be written, then
   * variables and the program. The busybox inside sets the variables, so that no program of this
   * machine listens to them.
   */
  private static final String ENTER =
      """
      set -e
      root=$1 folder=$2 user=$3 access=$4 mode=$5 lock=$6
      shift 6
      mount --bind "$root" "$root"
      mount --bind "$folder" "$root/opt/gantry"
      mount -o remount,bind,ro "$root/opt/gantry"
      mount -t proc proc "$root/proc"
      mount -t tmpfs -o mode="$mode",size=64m tmpfs "$root/tmp"
      [ "$lock" = free ] || mkdir -p "$root/tmp/.lock/taken"
      mount -o "remount,bind,$access" "$root"
      exec chroot --userspec="$user" "$root" /bin/busybox env -i "$@"
      """;

  private final Path path;

  private ScratchRoot(Path path) {
    this.path = path;
  }

  static ScratchRoot create() throws IOException {
    ScratchRoot root = new ScratchRoot(Files.createTempDirectory("gantry-root"));
    Files.setPosixFilePermissions(root.path, PosixFilePermissions.fromString("rwxr-xr-x"));
    for (String folder : List.of("bin", "opt/gantry", "proc", "tmp")) {
      Files.createDirectories(root.path.resolve(folder));
    }
    Path busybox = root.path.resolve("bin/busybox");
    Files.copy(BUSYBOX, busybox);
    for (String applet : APPLETS) {
      Files.createSymbolicLink(busybox.resolveSibling(applet), Path.of("busybox"));
    }
    return root;
  }

  /** Where a path inside is from outside; what is mounted inside is not seen there. */
  Path resolve(String inside) {
    return path.resolve(inside.substring(1));
  }

  /** The command that runs something in it as process 1 of a process namespace of its own. */
  List<String> enter(Path folder, String user, Room room) {
    return Stream.of(
            List.of("unshare", "--mount", "--pid", "--fork", "--kill-child"),
            room.namespaces(),
            List.of(
                "sh",
                "-c",
                ENTER,
                "enter",
                path.toString(),
                folder.toString(),
                user,
                room.access(),
                room.tmpMode(),
                room.lock()))
        .flatMap(List::stream)
        .toList();
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
