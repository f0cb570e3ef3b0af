package dev.gantry.gateway.endpoint;

import dev.gantry.api.ApiJson;
import dev.gantry.api.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Why a request was not done, for the client that sent it: a problem document (RFC 9457) or, for
 * clients that print what they get, its detail as text.
 *
 * <p>The client's {@code Accept} decides. The existing command line sends none and prints the body;
 * whoever accepts JSON or anything gets the document.
 *
 * @param kind what programs tell apart
 * @param detail one line for a person
 * @param problems the single values that were not accepted; empty when it is about none
 */
public record RequestProblem(ProblemKind kind, String detail, List<Problem> problems) {

  private static final int SHOWN = 20;
  private static final int LONGEST = 2_000;

  /** Makes what a client sent harmless to print: one line, bounded. */
  public RequestProblem {
    detail = printable(detail, LONGEST);
    problems =
        problems.stream()
            .limit(SHOWN)
            .map(one -> new Problem(shown(one.key()), shown(one.value()), one.expected()))
            .toList();
  }

  public RequestProblem(ProblemKind kind, String detail) {
    this(kind, detail, List.of());
  }

  /** About values; the detail lists them. */
  public static RequestProblem of(ProblemKind kind, List<Problem> problems) {
    StringBuilder detail = new StringBuilder();
    for (Problem problem : problems.subList(0, Math.min(SHOWN, problems.size()))) {
      detail.append(detail.isEmpty() ? "" : "; ").append(line(problem));
    }
    if (problems.size() > SHOWN) {
      detail.append("; and ").append(problems.size() - SHOWN).append(" more");
    }
    return new RequestProblem(kind, detail.toString(), problems);
  }

  /** About one value. */
  public static RequestProblem of(ProblemKind kind, String key, String value, String expected) {
    return of(kind, List.of(new Problem(key, value, expected)));
  }

  /** The answer in the form that the client reads. */
  public EndpointResponse.Whole answer(EndpointRequest request) {
    EndpointResponse.Whole answer =
        AcceptedTypes.of(request).admitProblemDocument()
            ? new EndpointResponse.Whole(
                kind.status(), Map.of("Content-Type", "application/problem+json"), document())
            : EndpointResponse.text(kind.status(), detail);
    return answer.with(Map.of("Vary", "Accept"));
  }

  private byte[] document() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("type", kind.type());
    members.put("title", kind.title());
    members.put("status", kind.status());
    members.put("detail", detail);
    if (!problems.isEmpty()) {
      members.put("problems", problems);
    }
    return ApiJson.write(members);
  }

  private static String line(Problem problem) {
    return new Problem(shown(problem.key()), shown(problem.value()), problem.expected()).message();
  }

  private static String shown(String text) {
    return printable(text, 100);
  }

  /** Control characters would reach a person's terminal, and long values hide the sentence. */
  private static String printable(String text, int longest) {
    String cut = text.length() > longest ? text.substring(0, longest) + "…" : text;
    return cut.codePoints()
        .map(each -> Character.isISOControl(each) || isSurrogate(each) ? '?' : each)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean isSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }
}
