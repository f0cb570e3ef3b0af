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

  /** How long a connection may wait for a request while others wait for room. */
  private static final long IDLE_WHEN_FULL = TimeUnit.SECONDS.toNanos(5);

  /** How often to look for such ones. */
  private static final long LOOK_AGAIN = TimeUnit.MILLISECONDS.toNanos(100);

  /** More than there are descriptors, and room to release more than was acquired. */
  private static final int NO_LIMIT = 1 << 30;

  /**
   * How long to wait for the accepting thread to end. The system takes connections for as long as
   * that thread has not left its call, also after the socket was closed.
   */
  private static final Duration LISTENER_PATIENCE = Duration.ofSeconds(1);

  private final ServerSocket listener;
  private final InetSocketAddress address;
  private final HttpLimits limits;
  private final RequestHandler handler;
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();

  /** Those among them that left HTTP; a drain does not wait for them. */
  private final Set<Connection> upgraded = ConcurrentHashMap.newKeySet();

  private final Semaphore permits;
  private final Pulse pulse;
  private final Thread acceptor = Thread.ofVirtual().name("http-accept").unstarted(new Acceptor());

  /** Written by {@link #drain} and {@link #close}. */
  private volatile boolean isDraining;

  /** Written by {@link #close}. */
  private volatile boolean isClosed;

  /** Written by the acceptor. */
  private volatile boolean isFull;

  private HttpServer(ServerSocket listener, HttpLimits limits, RequestHandler handler) {
    this.listener = listener;
    this.address = (InetSocketAddress) listener.getLocalSocketAddress();
    this.limits = limits;
    this.handler = handler;
    int most = limits.maxConnections();
    this.permits = new Semaphore(most == 0 ? NO_LIMIT : Math.min(most, NO_LIMIT));
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
    server.acceptor.start();
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
   * over; those that have not then go on until {@link #close}, and so do those that left HTTP,
   * which are not waited for.
   *
   * @return whether all connections have ended but those
   */
  public boolean drain(Duration limit) throws InterruptedException {
    isDraining = true;
    closeListener();
    acceptor.join(LISTENER_PATIENCE);
    for (Connection connection : connections) {
      connection.endIfIdle();
    }
    long end = System.nanoTime() + Nanos.of(limit);
    synchronized (this) {
      long left = Nanos.of(limit);
      while (isAtWork() && left > 0) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
        left = end - System.nanoTime();
      }
    }
    return !isAtWork();
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
    try {
      acceptor.join(LISTENER_PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  boolean isDraining() {
    return isDraining;
  }

  /** Whether connections are to end with the answer they are at, and not wait for requests. */
  boolean needsRoom() {
    return isDraining || isFull;
  }

  RequestHandler handler() {
    return handler;
  }

  /** Forgets a connection whose thread ends. */
  void ended(Connection connection) {
    upgraded.remove(connection); // first, or a drain could miss another that is still at work
    connections.remove(connection);
    permits.release();
    tellDrain();
  }

  /** Sets a connection aside that has left HTTP; called by its thread. */
  void upgraded(Connection connection) {
    upgraded.add(connection);
    tellDrain();
  }

  private boolean isAtWork() {
    return connections.size() > upgraded.size();
  }

  private void tellDrain() {
    if (isDraining) {
      synchronized (this) {
        notifyAll();
      }
    }
  }

  /** A class because lambdas cost start-up time. */
  private final class Acceptor implements Runnable {

    @Override
    public void run() {
      while (!isDraining) {
        awaitRoom();
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
  }

  /** Takes a permit; as long as there is none, connections without a request make room. */
  private void awaitRoom() {
    boolean hasRoom = permits.tryAcquire();
    while (!hasRoom) {
      isFull = true;
      long before = pulse.now() - IDLE_WHEN_FULL;
      for (Connection connection : connections) {
        connection.endIfIdleSince(before);
      }
      try {
        hasRoom = permits.tryAcquire(LOOK_AGAIN, TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        hasRoom = isDraining; // Nobody interrupts this thread; if somebody does, it goes on.
      }
    }
    isFull = false;
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
    permits.release(); // for the acceptor, should it wait for one
  }
}
