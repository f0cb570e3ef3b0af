package dev.gantry.client;

import java.util.Locale;

/** A request that was not done. The message is one sentence that begins with the gateway. */
public abstract sealed class GatewayException extends Exception {

  private static final long serialVersionUID = 1L;

  private GatewayException(String message) {
    super(message);
  }

  /** The gateway answered, and said no. */
  public static final class Refused extends GatewayException {

    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 2_000;

    private final int status;
    private final String body;

    Refused(GatewayAddress gateway, int status, String body) {
      super(gateway + " answered " + status + why(status, body));
      this.status = status;
      this.body = body;
    }

    private static String why(int status, String body) {
      String text = body.strip();
      if (!text.isEmpty()) {
        return ": " + (text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text);
      }
      return status == 401 ? ": it wants other credentials" : "";
    }

    /** The status of the answer. */
    public int status() {
      return status;
    }

    /** The body of the answer; the gateway's own answers are one line for people. */
    public String body() {
      return body;
    }
  }

  /** No answer came: nothing listens there, the name is not known, TLS failed, or it took long. */
  public static final class Unreachable extends GatewayException {

    private static final long serialVersionUID = 1L;

    Unreachable(GatewayAddress gateway, String why) {
      super(gateway + " could not be reached: " + why);
    }
  }

  /** What answered speaks another language, so it is no gateway, or one of another time. */
  public static final class Garbled extends GatewayException {

    private static final long serialVersionUID = 1L;

    Garbled(GatewayAddress gateway, String what, String why) {
      super(
          gateway + " answered something else than " + what.toLowerCase(Locale.ROOT) + ": " + why);
    }
  }
}
