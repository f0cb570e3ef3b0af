package dev.gantry.watchdog.settings;

import java.util.List;

/**
 * Every variable the watchdog knows, contract 3.1 and 3.2. The table in {@code docs/watchdog.md} is
 * this list; a test compares the two.
 */
public enum Setting {
  FUNCTION_PROCESS(
      List.of("function_process", "fprocess"),
      "",
      "a command",
      "What runs for each call, or once with `mode=http`. Required, but not used with `mode=static`. Split as a shell does"
          + " (quotes, backslashes), nothing is expanded. `function_process` wins when both are"
          + " set."),
  MODE(
      "mode",
      "",
      "absent, `streaming`, `serializing`, `http` or `static`",
      "What becomes of a call, see below. Absent is the classic behaviour."),
  UPSTREAM_URL(
      List.of("http_upstream_url", "upstream_url"),
      "",
      "`http://host:port`, `http://host:port/base` or `unix:/path/to.sock`",
      "Where the function listens. Required with `mode=http`, no effect otherwise."),
  READY_PATH(
      "ready_path",
      "",
      "a path",
      "What the function is asked for `/_/ready`. With `mode=http` only."),
  BUFFER_REQUEST(
      List.of("http_buffer_req_body", "buffer_http"),
      "false",
      "a boolean",
      "Whether the function gets a request once its body is complete, always with"
          + " `Content-Length`. With `mode=http` only."),
  STATIC_PATH(
      "static_path",
      "/home/app/public",
      "a folder that can be read",
      "Whose files are the answers. With `mode=static` only."),
  PORT("port", "8080", "0 to 65535", "Where it listens; 0 picks a free one."),
  METRICS_PORT(
      "metrics_port", "8081", "0 to 65535", "Where `/metrics` is answered; 0 turns it off."),
  READ_TIMEOUT(
      "read_timeout",
      "30s",
      "a time span, 0 = no limit",
      "How long a client may take to send a request."),
  WRITE_TIMEOUT(
      "write_timeout",
      "30s",
      "a time span; 0 = no limit, refused when `mode` is set",
      "How long a call may take from request to answer, and a drain for all calls. Then the"
          + " connection is cut and the process group killed; keep it above `exec_timeout`."),
  EXEC_TIMEOUT(
      "exec_timeout",
      "0",
      "a time span, 0 or less = no limit",
      "How long a process may run before its process group is killed. 30s when `mode` is set. With"
          + " `mode=http`, how long a call may take to the end of its answer."),
  HEALTHCHECK_INTERVAL(
      "healthcheck_interval",
      "0",
      "a time span",
      "How long to go on serving, unhealthy, after SIGTERM before draining."),
  MAX_INFLIGHT(
      "max_inflight",
      "0",
      "a whole number, 0 = no limit",
      "Calls at the same time; one more is answered 429."),
  CONTENT_TYPE(
      "content_type",
      "",
      "a media type",
      "`Content-Type` of every answer of the function. `application/octet-stream` when `mode` is"
          + " set, otherwise the request's, otherwise guessed from the output. No effect with"
          + " `mode=http` and `mode=static`."),
  CGI_HEADERS(
      "cgi_headers",
      "true",
      "a boolean",
      "Whether `Http_*` variables are exported. No effect with `mode=http` and `mode=static`."),
  COMBINE_OUTPUT(
      "combine_output",
      "true",
      "a boolean",
      "Whether STDERR is part of the answer; otherwise it is logged. Without `mode` only: the other"
          + " modes always log it."),
  MARSHAL_REQUEST(
      "marshal_request",
      "false",
      "a boolean",
      "Whether STDIN gets the request as JSON instead of its body. Without `mode` only."),
  WARM_SPARES(
      "warm_spares",
      "0",
      "0 to 64",
      "How many processes are kept started ahead of their calls, see below. Needs"
          + " `cgi_headers=false`."),
  WRITE_DEBUG(
      "write_debug",
      "false",
      "a boolean",
      "Whether the function's output is logged too. With `mode=http` it always is."),
  DEBUG_HEADERS(
      "debug_headers",
      "false",
      "a boolean",
      "Whether the headers of requests are logged; credentials are masked."),
  PREFIX_LOGS(
      "prefix_logs",
      "true",
      "a boolean",
      "Whether lines of the function are marked with the time and `stderr: ` or `stdout: `."),
  LOG_BUFFER_SIZE(
      "log_buffer_size",
      "65536",
      "bytes, -1 = as long as possible",
      "The longest line of the function; longer ones are logged in pieces. Never above 1 MiB and a"
          + " 64th of the heap, so that memory stays bounded."),
  LOG_CALL_ID(
      List.of("log_call_id", "log_callid"),
      "false",
      "a boolean",
      "Whether lines of the function, and access lines, end with the call's id in brackets. The"
          + " watchdog's other lines about a call always do."),
  LOG_FORMAT(
      "log_format",
      "text",
      "`text` or `json`",
      "How lines are written. With `json` each is one object, which always has the call's id;"
          + " `prefix_logs` and `log_call_id` then have no effect."),
  SUPPRESS_LOCK(
      "suppress_lock",
      "false",
      "a boolean",
      "No lock file is written; health is answered from memory."),
  BUFFER_LIMIT(
      "buffer_limit",
      "1Mi",
      "a size",
      "How much of a held body stays in memory before it moves to a file. All held bodies together"
          + " never take more than a quarter of the heap."),
  SPILL_DIR(
      "spill_dir",
      "",
      "a folder",
      "Where held bodies are written. The folder for temporary files when absent."),
  SPILL_LIMIT(
      "spill_limit",
      "",
      "a size",
      "How much all held bodies together may take there. Half of what is free at the start when"
          + " absent, and on tmpfs at most half of what the memory limit leaves beside 21 MiB; then"
          + " all watchdogs of a JVM share it."),
  JIT(
      "jit",
      "",
      "absent, `small` or `full`",
      "How much Java compiles: `full` answers more calls a second with `mode=http` and takes some 30"
          + " MB more under load. Absent is `full` with `mode=http` and 256 MiB of memory or more,"
          + " otherwise `small`. For the packaged watchdog only."),
  JWT_AUTH("jwt_auth", "false", "`false`", "Not supported: `true` is refused at start."),
  JWT_AUTH_DEBUG("jwt_auth_debug", "false", "`false`", "Not supported: `true` is refused."),
  JWT_AUTH_LOCAL("jwt_auth_local", "false", "`false`", "Not supported: `true` is refused.");

  @SuppressWarnings("ImmutableEnumChecker") // List.of makes lists that never change
  private final List<String> keys;

  private final String fallback;
  private final String form;
  private final String meaning;

  Setting(String key, String fallback, String form, String meaning) {
    this(List.of(key), fallback, form, meaning);
  }

  Setting(List<String> keys, String fallback, String form, String meaning) {
    this.keys = keys;
    this.fallback = fallback;
    this.form = form;
    this.meaning = meaning;
  }

  /** Its names; of several that are set the first wins. */
  public List<String> keys() {
    return keys;
  }

  /** What is read when none of its names is set; empty when there is no such text. */
  public String fallback() {
    return fallback;
  }

  /** What a value looks like, for documents. */
  public String form() {
    return form;
  }

  /** What it is for, with its unit and what 0 means, for documents. */
  public String meaning() {
    return meaning;
  }
}
