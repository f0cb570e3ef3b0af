package dev.gantry.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;

/**
 * What a function answered, as it comes; any status. Closed by who asked.
 *
 * @param status its status
 * @param headers its headers
 * @param body its body, which may be read as it is written
 */
public record Answer(int status, HttpHeaders headers, InputStream body) implements AutoCloseable {

  @Override
  public void close() throws IOException {
    body.close();
  }
}
