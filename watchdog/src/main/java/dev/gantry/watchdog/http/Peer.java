package dev.gantry.watchdog.http;

import java.io.IOException;

/** The other end of a connection, as those see it who write to it. */
interface Peer {

  /** Writes all bytes; blocks until the system took them. */
  void write(byte[] bytes, int offset, int length) throws IOException;

  /** Ends the connection so that nobody there takes a part for the whole. */
  void cut();
}
