package dev.gantry.process.ledger;

import dev.gantry.watchdog.process.ProcessLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down which process groups run. Thread-safe; an entry costs no system call. Closed by who
 * opened it, before the file is opened again; ends that are noticed later are not written down, and
 * the next start finds those processes gone.
 */
public final class GroupLedger implements ProcessLedger, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(GroupLedger.class);
  private static final Path PROC = Path.of("/proc");

  private final LedgerFile file;
  private final BootTime clock = new BootTime();
  private final ConcurrentLinkedDeque<Integer> free = new ConcurrentLinkedDeque<>();
  private final ConcurrentHashMap<Long, Integer> slots = new ConcurrentHashMap<>();
  private final AtomicBoolean full = new AtomicBoolean();
  private volatile boolean closed; // written by close

  private GroupLedger(LedgerFile file) {
    this.file = file;
    IntStream.range(0, LedgerFile.SLOTS).forEach(free::add);
  }

  /** Whether this system has what the ledger reads. */
  public static boolean isSupported() {
    return Files.isReadable(PROC.resolve("self/stat"))
        && Files.isReadable(PROC.resolve("sys/kernel/random/boot_id"));
  }

  /**
   * Ends the groups that the predecessor left, and opens the ledger anew. Blocks until they are
   * gone, for some seconds at most.
   */
  public static GroupLedger open(Path path) throws IOException, InterruptedException {
    ProcessTable table = new ProcessTable(PROC);
    String world = LedgerFile.world();
    LedgerFile file = LedgerFile.open(path);
    if (file.isOf(world)) {
      int killed = new Leftovers(table, file.session()).end(file.entries());
      if (killed > 0) {
        LOG.atWarn().addKeyValue("processes", killed).log("ended what a killed gateway left");
      }
    }
    long self = ProcessHandle.current().pid();
    file.begin(world, table.find(self).map(ProcessTable.Entry::session).orElse(0L));
    return new GroupLedger(file);
  }

  @Override
  public void started(long pid) {
    if (closed) {
      return;
    }
    Integer slot = free.pollFirst();
    if (slot == null) {
      if (full.compareAndSet(false, true)) {
        LOG.atWarn()
            .addKeyValue("processes", LedgerFile.SLOTS)
            .log("too many processes to remember; a kill of the gateway would leave some running");
      }
      return;
    }
    slots.put(pid, slot);
    file.write(slot, pid, clock.millis());
  }

  @Override
  public void ended(long pid) {
    Integer slot = slots.remove(pid);
    if (slot != null && !closed) {
      file.clear(slot);
      free.addFirst(slot);
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
