package dev.gantry.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** {@code bench/run gateway [--rounds N] [--seconds N] [--json FILE]}. */
public final class Main {

  private static final String USAGE =
      "usage: bench/run gateway [--rounds 5] [--seconds 4] [--json bench/target/gateway.json]";

  private Main() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    System.exit(run(arguments));
  }

  private static int run(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length % 2 == 0 || !arguments[0].equals("gateway")) {
      System.err.println(USAGE);
      return 2;
    }
    Map<String, String> options = new HashMap<>();
    for (int i = 1; i < arguments.length; i += 2) {
      options.put(arguments[i], arguments[i + 1]);
    }
    try {
      GatewayBench bench =
          new GatewayBench(
              Integer.parseInt(options.getOrDefault("--rounds", "5")),
              Integer.parseInt(options.getOrDefault("--seconds", "4")));
      Report report = bench.run();
      System.out.print(report.table());
      Path json = Path.of(options.getOrDefault("--json", "bench/target/gateway.json"));
      report.write(json);
      System.out.println("as JSON in " + json);
      return 0;
    } catch (NumberFormatException notANumber) {
      System.err.println(USAGE);
      return 2;
    }
  }
}
