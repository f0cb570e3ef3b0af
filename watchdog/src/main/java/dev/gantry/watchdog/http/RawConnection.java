package dev.gantry.watchdog.http;

import java.io.IOException;
import java.io.InputStream;

/**
 * A client's connection that has left HTTP by an upgrade. No limit of time holds but that a client
 * takes what is written to it. One thread may read and another write; it is closed when the handler
 * returns.
 */
public interface RawConnection {

  /** What the client sends. */
  InputStream input();

  /** Sends bytes to the client. */
  void write(byte[] bytes, int offset, int length) throws IOException;

  /** Tells the client that nothing more will be sent. */
  void endOutput() throws IOException;

  /** Ends the connection at once; a thread that waits for the client sees its end. */
  void cut();
}
