package dev.gantry.client;

import dev.gantry.api.ApiJson;
import dev.gantry.api.InvalidJsonException;
import dev.gantry.api.LogMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A log as it is read, one line after the other. Used by one thread; any may close it. */
public final class LogLines implements AutoCloseable {

  private final GatewayAddress gateway;
  private final InputStream body;
  private final BufferedReader lines;
  private volatile boolean closed; // written by who closes

  LogLines(GatewayAddress gateway, InputStream body) {
    this.gateway = gateway;
    this.body = body;
    this.lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
  }

  /**
   * Waits for the next line.
   *
   * @return null at the log's end, or once it was closed
   */
  public @Nullable LogMessage next() throws GatewayException {
    try {
      String line = lines.readLine();
      return line == null ? null : message(line);
    } catch (IOException broken) {
      if (closed) {
        return null;
      }
      throw new GatewayException.Unreachable(gateway, "the log broke off: " + broken.getMessage());
    }
  }

  private LogMessage message(String line) throws GatewayException {
    try {
      return ApiJson.read(line.getBytes(StandardCharsets.UTF_8), LogMessage.class);
    } catch (InvalidJsonException malformed) {
      throw new GatewayException.Garbled(
          gateway, "a line of a log", String.valueOf(malformed.getMessage()));
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      body.close();
    } catch (IOException alreadyGone) {
      // Nobody reads it any more.
    }
  }
}
