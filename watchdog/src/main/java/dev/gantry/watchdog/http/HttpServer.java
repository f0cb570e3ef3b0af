package dev.gantry.watchdog.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A listener whose requests are answered by a {@link RequestHandler}.
 *
 * <p>One virtual thread accepts, each connection has one, and one enforces time limits.
 * Thread-safe. Closed by who started it, also after {@link #drain}.
 */
public final class HttpServer implements AutoCloseable {

  /** The system shortens it to what it allows; the JDK's own default is 50. */
  private static final int BACKLOG = 1024;

  /** How long to wait when no connection can be accepted, such as for want of descriptors. */
  private static final long ACCEPT_PAUSE = TimeUnit.MILLISECONDS.toNanos(50);

  private final ServerSocket listener;
  private final InetSocketAddress address;
  private final HttpLimits limits;
  private final RequestHandler handler;
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
  private final Semaphore permits;
  private final Pulse pulse;

  /** Written by {@link #drain}. */
  private volatile boolean isDraining;

  /** Written by {@link #close}. */
  private volatile boolean isClosed;

  private HttpServer(ServerSocket listener, HttpLimits limits, RequestHandler handler) {
    this.listener = listener;
    this.address = (InetSocketAddress) listener.getLocalSocketAddress();
    this.limits = limits;
    this.handler = handler;
    int most = limits.maxConnections();
    this.permits = new Semaphore(most == 0 ? Integer.MAX_VALUE : most);
    this.pulse = Pulse.start(connections);
  }

  /**
   * Starts listening. Connections are accepted when it returns.
   *
   * @param listen port 0 picks a free one
   * @throws IOException if the address cannot be bound
   */
  public static HttpServer start(
      InetSocketAddress listen, HttpLimits limits, RequestHandler handler) throws IOException {
    ServerSocket listener = new ServerSocket();
    try {
      listener.bind(listen, BACKLOG);
    } catch (IOException | RuntimeException e) {
      listener.close();
      throw e;
    }
    return start(listener, limits, handler);
  }

  /**
   * Starts accepting from a socket that is bound already; the server closes it.
   *
   * @throws IllegalArgumentException if it is not bound
   */
  public static HttpServer start(ServerSocket listener, HttpLimits limits, RequestHandler handler) {
    if (!listener.isBound()) {
      throw new IllegalArgumentException("listener: not bound");
    }
    HttpServer server = new HttpServer(listener, limits, handler);
    Thread.ofVirtual().name("http-accept").start(server::accept);
    return server;
  }

  /** Where it listens, with the real port. */
  public InetSocketAddress address() {
    return address;
  }

  /** How many connections are open, idle ones included. */
  public int connections() {
    return connections.size();
  }

  /**
   * Accepts no more connections, closes those that wait for a request and lets the others answer
   * the one they have, with {@code Connection: close}. Blocks until all have ended or the time is
   * over; those that have not then go on until {@link #close}.
   *
   * @return whether all connections have ended
   */
  public boolean drain(Duration limit) throws InterruptedException {
    isDraining = true;
    closeListener();
    for (Connection connection : connections) {
      connection.endIfIdle();
    }
    long end = System.nanoTime() + Nanos.of(limit);
    synchronized (this) {
      long left = Nanos.of(limit);
      while (!connections.isEmpty() && left > 0) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
        left = end - System.nanoTime();
      }
    }
    return connections.isEmpty();
  }

  /** Closes the listener and every connection at once and interrupts the handlers. */
  @Override
  public void close() {
    isDraining = true;
    isClosed = true;
    closeListener();
    for (Connection connection : connections) {
      connection.close();
    }
    pulse.stop();
  }

  boolean isDraining() {
    return isDraining;
  }

  RequestHandler handler() {
    return handler;
  }

  /** Forgets a connection whose thread ends. */
  void ended(Connection connection) {
    connections.remove(connection);
    permits.release();
    if (isDraining) {
      synchronized (this) {
        notifyAll();
      }
    }
  }

  private void accept() {
    while (!isDraining) {
      permits.acquireUninterruptibly();
      try {
        serve(listener.accept());
      } catch (IOException e) {
        permits.release();
        if (!listener.isClosed()) {
          LockSupport.parkNanos(ACCEPT_PAUSE);
        }
      }
    }
  }

  private void serve(Socket socket) throws IOException {
    Connection connection;
    try {
      socket.setTcpNoDelay(true);
      connection = new Connection(this, socket, limits, pulse);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
    connections.add(connection);
    Thread.ofVirtual().name("http-connection").start(connection);
    if (isDraining) {
      connection.endIfIdle();
    }
    if (isClosed) {
      connection.close();
    }
  }

  private void closeListener() {
    try {
      listener.close();
    } catch (IOException e) {
      // It takes no more connections either way.
    }
  }
}
