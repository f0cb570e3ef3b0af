package dev.gantry.cli.verb;

import dev.gantry.cli.gateway.GatewayOptions;
import dev.gantry.cli.gateway.GatewaySession;
import dev.gantry.cli.terminal.Failure;
import dev.gantry.cli.terminal.Terminal;
import dev.gantry.cli.verb.Finding.Verdict;
import dev.gantry.client.GatewayException;
import dev.gantry.docker.EngineConnection;
import dev.gantry.docker.EngineFault;
import dev.gantry.docker.EngineReport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The checks of {@code gantry doctor}.
 *
 * @param terminal whose environment counts
 * @param gateway which gateway is asked
 */
record Checks(Terminal terminal, GatewayOptions gateway) {

  private static final int NEEDED_JAVA = 25;
  private static final int GATEWAY_PORT = 8080;
  private static final int METRICS_PORT = 8082;

  /** All of them, in the order in which things depend on each other. */
  List<Finding> all() throws Failure, InterruptedException {
    List<Finding> findings = new ArrayList<>();
    findings.add(java());
    findings.addAll(engine());
    try (GatewaySession session = gateway.open(terminal)) {
      boolean answers = answers(session);
      findings.addAll(ports(answers));
      findings.add(reachable(session, answers));
      if (answers) {
        findings.add(login(session));
      }
    }
    return findings;
  }

  private static Finding java() {
    int version = Runtime.version().feature();
    String found = "version " + version + " in " + System.getProperty("java.home");
    return version >= NEEDED_JAVA
        ? Finding.good("Java", found)
        : new Finding(
            "Java", Verdict.WRONG, found, "install a JDK " + NEEDED_JAVA + ", or set JAVA25_HOME");
  }

  private List<Finding> engine() {
    try (EngineConnection engine = EngineConnection.open(terminal.variable("DOCKER_HOST"))) {
      EngineReport report = EngineReport.of(engine);
      String swarm = report.swarm();
      return List.of(
          Finding.good("Docker", "version " + report.version() + " at " + report.address()),
          report.isManager()
              ? Finding.good("Swarm", swarm)
              : new Finding(
                  "Swarm",
                  Verdict.MISSING,
                  swarm,
                  "docker swarm init, if functions should run on a Swarm"));
    } catch (RuntimeException absent) {
      return List.of(
          new Finding(
              "Docker",
              Verdict.MISSING,
              EngineFault.reason(absent),
              "start it, if images should be built or run; gantry up and gantry dev need none"));
    }
  }

  /** A port that is taken by the gateway itself is as it should be. */
  private static List<Finding> ports(boolean gatewayAnswers) {
    List<Finding> findings = new ArrayList<>();
    for (int port : List.of(GATEWAY_PORT, METRICS_PORT)) {
      String subject = "Port " + port;
      if (isFree(port)) {
        findings.add(Finding.good(subject, "free"));
      } else if (gatewayAnswers) {
        findings.add(Finding.good(subject, "taken, and a gateway runs"));
      } else {
        String option = port == METRICS_PORT ? "--metrics-listen" : "--listen";
        findings.add(
            new Finding(
                subject,
                Verdict.WRONG,
                "another program listens there",
                "gantry up " + option + " 127.0.0.1:0, which takes a free one"));
      }
    }
    return findings;
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }

  private static boolean answers(GatewaySession session) throws Failure, InterruptedException {
    return session.attempt(
        "ask whether it is there",
        client -> {
          try {
            client.isHealthy();
            return true;
          } catch (GatewayException.Unreachable unreachable) {
            return false;
          }
        });
  }

  private static Finding reachable(GatewaySession session, boolean answers) {
    String address = session.gateway().text();
    return answers
        ? Finding.good("Gateway", address + " answers")
        : new Finding(
            "Gateway", Verdict.MISSING, address + " does not answer", "gantry up, or --gateway");
  }

  private static Finding login(GatewaySession session) throws InterruptedException {
    try {
      session.attempt("list functions", client -> client.functions(""));
      return Finding.good("Login", "the gateway knows it, or asks for none");
    } catch (Failure refused) {
      String why =
          Optional.of(refused.happened())
              .filter(lines -> !lines.isEmpty())
              .map(List::getFirst)
              .orElse("");
      return new Finding("Login", Verdict.WRONG, why, refused.advice());
    }
  }
}
