package dev.gantry.swarm;

import dev.gantry.provider.ChangeOutcome;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * One write to a function after the other, in the order of their coming, without holding up those
 * to other functions. Between gateways the Swarm's version checks do the same.
 */
final class Turns<K> {

  private static final class Line {
    private final ReentrantLock lock = new ReentrantLock(true);
    private int users;
  }

  private final Map<K, Line> lines = new HashMap<>();

  ChangeOutcome inTurn(K key, Supplier<ChangeOutcome> write) {
    Line line = enter(key);
    line.lock.lock();
    try {
      return write.get();
    } finally {
      line.lock.unlock();
      leave(key, line);
    }
  }

  private synchronized Line enter(K key) {
    Line line = lines.computeIfAbsent(key, absent -> new Line());
    line.users++;
    return line;
  }

  private synchronized void leave(K key, Line line) {
    line.users--;
    if (line.users == 0) {
      lines.remove(key);
    }
  }
}
