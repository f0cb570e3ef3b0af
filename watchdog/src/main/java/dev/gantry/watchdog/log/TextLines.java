package dev.gantry.watchdog.log;

/** Lines for people, and for tools that know Go's standard logger. */
final class TextLines implements LineForm {

  private final LineMark ownMark;
  private final LineMark functionMark;
  private final LogSettings settings;

  TextLines(LineMark ownMark, LineMark functionMark, LogSettings settings) {
    this.ownMark = ownMark;
    this.functionMark = functionMark;
    this.settings = settings;
  }

  @Override
  public String own(String text, CallId call) {
    return call.addTo(ownMark.text().concat(oneLine(text)));
  }

  /** What a client or a file's name brings into a line must not begin another. */
  private static String oneLine(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        return text.replaceAll("\\p{Cntrl}|[\\x80-\\x9f]", "?");
      }
    }
    return text;
  }

  @Override
  public String function(String stream, String text, boolean isPart, CallId call) {
    String line =
        settings.marksFunctionLines()
            ? functionMark.text().concat(stream).concat(": ").concat(text)
            : text;
    return settings.namesCalls() ? call.addTo(line) : line;
  }

  @Override
  public String access(AccessEntry entry, CallId call) {
    StringBuilder line = new StringBuilder(128).append(ownMark.text()).append(entry.method());
    line.append(' ').append(entry.uri()).append(" - ").append(entry.status());
    line.append(" - ContentLength: ").append(entry.bytes());
    line.append(" (").append(Seconds.text(entry.nanos())).append("s)");
    return settings.namesCalls() ? call.addTo(line.toString()) : line.toString();
  }
}
