package dev.gantry.process.ledger;

import dev.gantry.process.ledger.ProcessTable.Entry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Ends the process groups that a killed program left.
 *
 * <p>A group is ended if its leader is the recorded process, which its start time proves, or if its
 * leader is gone and its members are of the program's session and not older than the leader was. A
 * number that now is another process's is left alone with everything in its group: a group's number
 * is not given to a new process while the group has members, so that process's group is its own.
 */
final class Leftovers {

  /** How much younger than its entry a process may seem: the clocks are read apart. */
  private static final long TOLERANCE_MILLIS = 1_000;

  /** How much older it may be: an entry is written after the start, late on a busy machine. */
  private static final long LATE_MILLIS = 10_000;

  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofMillis(5);

  private final ProcessTable table;
  private final long session;

  Leftovers(ProcessTable table, long session) {
    this.table = table;
    this.session = session;
  }

  /**
   * Kills them and waits until they are gone, for 5 s at most.
   *
   * @param recorded process numbers and their starts
   * @return how many processes were killed
   */
  int end(Map<Long, Long> recorded) throws IOException, InterruptedException {
    Set<Long> groups =
        recorded.entrySet().stream()
            .filter(entry -> isOurs(entry.getKey(), entry.getValue()))
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    if (groups.isEmpty()) {
      return 0;
    }
    Set<Long> killed = new HashSet<>();
    long deadline = System.nanoTime() + LIMIT.toNanos();
    List<Entry> members = members(groups, recorded);
    // Again and again, because what is being killed may be starting others.
    while (!members.isEmpty() && System.nanoTime() < deadline) {
      for (Entry member : members) {
        if (kill(member)) {
          killed.add(member.pid());
        }
      }
      Thread.sleep(PAUSE);
      members = members(groups, recorded);
    }
    return killed.size();
  }

  private boolean isOurs(long pid, long startMillis) {
    Optional<Entry> leader = table.find(pid);
    return leader.isEmpty()
        || (leader.get().group() == pid
            && leader.get().startMillis() >= startMillis - LATE_MILLIS
            && leader.get().startMillis() <= startMillis + TOLERANCE_MILLIS);
  }

  private List<Entry> members(Set<Long> groups, Map<Long, Long> recorded) throws IOException {
    List<Entry> found = new ArrayList<>();
    for (Entry entry : table.all()) {
      if (groups.contains(entry.group())
          && !entry.isZombie()
          && entry.session() == session
          && entry.startMillis()
              >= recorded.getOrDefault(entry.group(), Long.MAX_VALUE) - LATE_MILLIS) {
        found.add(entry);
      }
    }
    return found;
  }

  /** The handle compares the start once more, so a number that changed hands is not hit. */
  private boolean kill(Entry member) {
    Optional<ProcessHandle> handle = ProcessHandle.of(member.pid());
    boolean same =
        table.find(member.pid()).filter(entry -> entry.group() == member.group()).isPresent();
    return same && handle.map(ProcessHandle::destroyForcibly).orElse(false);
  }
}
