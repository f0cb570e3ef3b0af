package dev.gantry.app;

import dev.gantry.app.samples.SampleReport;
import dev.gantry.app.settings.UpSettings;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a person reads when the server is ready: where things are and three commands that work. */
final class Welcome {

  private Welcome() {}

  static void print(Server server, UpSettings settings, PrintWriter out) {
    String scheme = settings.tls().isPresent() ? "https" : "http";
    String gateway = scheme + "://" + reachable(server.address());
    String curl = settings.tls().isPresent() ? "curl -k" : "curl";
    out.println();
    out.println("Gantry " + BuildVersion.current().release() + " is ready.");
    out.println("  portal     " + gateway + "/ui/");
    server
        .functionAddress()
        .ifPresent(a -> out.println("  functions  " + scheme + "://" + reachable(a)));
    server
        .login()
        .ifPresentOrElse(
            login -> {
              out.println("  user       " + login.user());
              out.println("  password   in " + login.password());
            },
            () -> out.println("  password   none is asked for (--no-auth)"));
    out.println("  data       " + settings.data());
    out.println("  functions run " + server.runsFunctions());
    print(server.samples(), out);
    out.println();
    out.println("Try:");
    out.println("  " + curl + login(server) + " " + gateway + "/system/functions");
    out.println(
        "  " + curl + " --data hello " + gateway + "/function/" + example(server.samples()));
    out.println("  curl http://" + reachable(server.metricsAddress()) + "/metrics");
    out.println();
    out.flush();
  }

  private static void print(SampleReport samples, PrintWriter out) {
    if (!samples.deployed().isEmpty()) {
      out.println("  samples    " + String.join(", ", samples.deployed()));
    }
    Map<String, List<String>> reasons = new LinkedHashMap<>();
    samples
        .leftOut()
        .forEach((name, why) -> reasons.computeIfAbsent(why, _ -> new ArrayList<>()).add(name));
    reasons.forEach(
        (why, names) -> out.println("  left out   " + String.join(", ", names) + ": " + why));
  }

  private static String example(SampleReport samples) {
    return samples.deployed().isEmpty() ? "NAME" : samples.deployed().getFirst();
  }

  private static String login(Server server) {
    return server
        .login()
        .map(login -> " -u \"" + login.user() + ":$(cat '" + login.password() + "')\"")
        .orElse("");
  }

  /** An address that a client on this machine can use: the wildcard address is not one. */
  static String reachable(InetSocketAddress address) {
    InetAddress host =
        address.getAddress().isAnyLocalAddress()
            ? InetAddress.getLoopbackAddress()
            : address.getAddress();
    String text = host.getHostAddress();
    return (text.contains(":") ? "[" + text + "]" : text) + ":" + address.getPort();
  }
}
