package dev.gantry.watchdog.process;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Starts as many processes as it can (40 at most), ends them, and says how it went. */
final class HardTimes {

  private static final int LIMIT = 40;

  private HardTimes() {}

  public static void main(String[] arguments) throws Exception {
    ProcessStarter starter = new SpawnStarter(ProcessLedger.none());
    loadClasses(starter);
    List<ChildProcess> processes = startMany(starter);
    Set<ExitStatus> statuses = ConcurrentHashMap.newKeySet();
    List<Thread> waiters = new ArrayList<>();
    for (ChildProcess process : processes) {
      waiters.add(Threads.started(() -> statuses.add(process.awaitExit())));
    }
    for (ChildProcess process : processes) {
      process.signalGroup(15);
    }
    for (Thread waiter : waiters) {
      waiter.join();
    }
    processes.forEach(ChildProcess::close);
    say("all ended by " + String.join(" ", texts(statuses)));
    say("children: " + ProcessHandle.current().children().count());
    starter.start(Commands.of("true")).close();
    say("can start again");
  }

  /** From the folders of a build each needs a descriptor, which from a jar it would not. */
  private static void loadClasses(ProcessStarter starter) throws Exception {
    try (ChildProcess process = starter.start(Commands.of("sleep", "1000"))) {
      Thread waiter = Threads.started(process::awaitExit);
      process.signalGroup(15);
      waiter.join();
    }
    try {
      starter.start(Commands.of("/no/such/file")).close();
    } catch (ProcessStartException e) {
      texts(Set.of());
    }
  }

  private static List<ChildProcess> startMany(ProcessStarter starter) throws Exception {
    List<ChildProcess> processes = new ArrayList<>();
    try {
      while (processes.size() < LIMIT) {
        processes.add(starter.start(Commands.of("sleep", "1000")));
      }
    } catch (ProcessStartException e) {
      say(String.valueOf(e.getMessage()));
    }
    return processes;
  }

  private static Set<String> texts(Set<ExitStatus> statuses) {
    Set<String> texts = new HashSet<>();
    statuses.forEach(status -> texts.add(status.toString()));
    return texts;
  }

  @SuppressWarnings("SystemOut")
  private static void say(String text) {
    System.out.println(text);
  }
}
