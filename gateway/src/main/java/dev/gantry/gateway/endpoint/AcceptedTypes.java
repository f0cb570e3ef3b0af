package dev.gantry.gateway.endpoint;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a request's {@code Accept} says about errors (RFC 9110 section 12.5.1, without weights). */
record AcceptedTypes(Set<String> ranges) {

  static AcceptedTypes of(EndpointRequest request) {
    Set<String> ranges = new HashSet<>();
    for (String header : request.headers().getOrDefault("accept", List.of())) {
      for (String range : header.split(",", -1)) {
        String[] parts = range.split(";", -1);
        if (!isRefused(parts)) {
          ranges.add(parts[0].strip().toLowerCase(Locale.ROOT));
        }
      }
    }
    return new AcceptedTypes(ranges);
  }

  /** Whether an error goes out as a document rather than as text. */
  boolean admitProblemDocument() {
    if (ranges.contains("application/problem+json") || ranges.contains("application/json")) {
      return true;
    }
    boolean prefersText = ranges.contains("text/plain") || ranges.contains("text/*");
    return !prefersText && (ranges.contains("*/*") || ranges.contains("application/*"));
  }

  private static boolean isRefused(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      if (parts[i].strip().toLowerCase(Locale.ROOT).matches("q=0(\\.0{0,3})?")) {
        return true;
      }
    }
    return false;
  }
}
