package dev.gantry.bench;

import dev.gantry.bench.container.ColdBench;
import dev.gantry.bench.container.SwarmBench;
import dev.gantry.bench.figure.Comparison;
import dev.gantry.bench.figure.FigureReport;
import dev.gantry.bench.figure.Page;
import dev.gantry.bench.gateway.GatewayBench;
import dev.gantry.bench.scale.ScaleBench;
import dev.gantry.bench.watchdog.WatchdogBench;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code bench/run BENCH [OPTION VALUE]...}; see the usage below. */
public final class Main {

  private static final String USAGE =
      """
      usage: bench/run gateway [--rounds 5] [--seconds 2]
                       [--only calls,functions,bodies,streamed,scraped,tls,latency,start,memory,allocation]
             bench/run watchdog [--rounds 5] [--seconds 4]
                       [--only fork,http,spares,ready,memory,container,size]
             bench/run cold [--starts 20] [--only deploy,stopped,paused,list]
             bench/run swarm [--rounds 5] [--seconds 4] [--starts 20]
                       [--only wake,deploy,crowd,list,http,fork]
             bench/run scale [--rounds 5]
             bench/run all
        --json FILE     where the figures go as JSON; bench/target/BENCH.json
        --compare FILE  a JSON of an earlier run with the same settings, to be set beside this one
        --page FILE     a page in which the table of the bench is replaced""";

  private static final Set<String> OPTIONS =
      Set.of("--rounds", "--seconds", "--starts", "--json", "--only", "--compare", "--page");

  private Main() {}

  public static void main(String[] arguments) throws InterruptedException {
    Runtime.getRuntime().addShutdownHook(new Thread(Main::endChildren));
    System.exit(run(arguments));
  }

  /** When the bench is cut short, too, nothing that it started goes on. */
  private static void endChildren() {
    ProcessHandle.current().children().forEach(ProcessHandle::destroy);
  }

  private static int run(String[] arguments) throws InterruptedException {
    if (arguments.length % 2 == 0) {
      System.err.println(USAGE);
      return 2;
    }
    Map<String, String> options = new HashMap<>();
    for (int i = 1; i < arguments.length; i += 2) {
      options.put(arguments[i], arguments[i + 1]);
    }
    try {
      if (!OPTIONS.containsAll(options.keySet())) {
        throw new IllegalArgumentException("options: " + options.keySet());
      }
      return run(arguments[0], options);
    } catch (IllegalArgumentException wrongUse) {
      System.err.println("error: " + wrongUse.getMessage());
      System.err.println(USAGE);
      return 2;
    } catch (IOException e) {
      System.err.println("error: " + e.getMessage());
      return 1;
    }
  }

  private static int run(String bench, Map<String, String> options)
      throws IOException, InterruptedException {
    Optional<Comparison> comparison = Optional.empty();
    if (options.containsKey("--compare")) {
      comparison = Optional.of(Comparison.with(Path.of(options.get("--compare"))));
    }
    FigureReport report = measure(bench, options);
    System.out.print(report.table());
    Path json = Path.of(options.getOrDefault("--json", "bench/target/" + bench + ".json"));
    report.write(json);
    System.out.println("as JSON in " + json);
    if (comparison.isPresent()) {
      System.out.print(comparison.get().table(report));
    }
    if (options.containsKey("--page")) {
      Page.replaceTable(Path.of(options.get("--page")), bench, report.markdown());
    }
    return report.isComplete() ? 0 : 1;
  }

  private static FigureReport measure(String bench, Map<String, String> options)
      throws IOException, InterruptedException {
    int rounds = positive(options, "--rounds", "5");
    int seconds = positive(options, "--seconds", bench.equals("gateway") ? "2" : "4");
    int starts = positive(options, "--starts", "20");
    return switch (bench) {
      case "gateway" -> new GatewayBench(rounds, seconds, only(options)).run();
      case "watchdog" -> new WatchdogBench(rounds, seconds, only(options)).run();
      case "cold" -> new ColdBench(starts, only(options)).run();
      case "swarm" -> new SwarmBench(rounds, seconds, starts, only(options), network()).run();
      case "scale" -> new ScaleBench(rounds).run();
      default -> throw new IllegalArgumentException("bench: " + bench);
    };
  }

  /** The network of the container in whose namespace this runs. */
  private static String network() throws IOException {
    String network = System.getProperty("bench.network", "");
    if (network.isEmpty()) {
      throw new IOException("no network of functions\n  try: bench/run swarm, which makes one");
    }
    return network;
  }

  private static List<String> only(Map<String, String> options) {
    String names = options.getOrDefault("--only", "");
    return names.isEmpty() ? List.of() : List.of(names.split(",", -1));
  }

  private static int positive(Map<String, String> options, String name, String usual) {
    int value = Integer.parseInt(options.getOrDefault(name, usual));
    if (value < 1) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: >= 1)");
    }
    return value;
  }
}
