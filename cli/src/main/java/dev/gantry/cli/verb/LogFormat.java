package dev.gantry.cli.verb;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gantry.api.ApiJson;
import dev.gantry.api.LogMessage;

/** How a line of a log is written. */
public enum LogFormat {
  /** The text alone. */
  PLAIN {
    @Override
    String line(LogMessage message) {
      return message.text();
    }
  },
  /** All parts, for people who search. */
  KEYVALUE {
    @Override
    String line(LogMessage message) {
      return "timestamp=\""
          + message.timestamp()
          + "\" name=\""
          + message.name()
          + "\" instance=\""
          + message.instance()
          + "\" text=\""
          + message.text()
          + "\"";
    }
  },
  /** One JSON object a line. */
  JSON {
    @Override
    String line(LogMessage message) {
      return new String(ApiJson.write(message), UTF_8);
    }
  },
  /** A YAML document a line: JSON is YAML, too. */
  YAML {
    @Override
    String line(LogMessage message) {
      return "--- " + JSON.line(message);
    }
  };

  abstract String line(LogMessage message);
}
