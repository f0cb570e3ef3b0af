package dev.gantry.gateway;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a class of tests after which a buffer of Netty's is garbage that nobody released. Found by
 * JUnit itself, so it stands behind every class here; all buffers are followed, as the build sets
 * it.
 */
public final class LeakCheck implements BeforeAllCallback, AfterAllCallback {

  private static final Queue<String> LEAKS = new ConcurrentLinkedQueue<>();
  private static final long LIMIT_MILLIS = 60_000;

  @Override
  public void beforeAll(ExtensionContext context) {
    ByteBufUtil.setLeakListener((type, records) -> LEAKS.add(type + ": " + records));
  }

  @Override
  public void afterAll(ExtensionContext context) throws InterruptedException {
    List<String> found = found();
    if (!found.isEmpty()) {
      throw new AssertionError("buffers were not released, here or before: " + found);
    }
  }

  /** Every buffer that has become garbage unreleased since this was asked last. */
  static List<String> found() throws InterruptedException {
    awaitCollection();
    // Netty looks through its garbage whenever it follows a new buffer.
    PooledByteBufAllocator.DEFAULT.directBuffer(1).release();
    List<String> found = List.copyOf(LEAKS);
    LEAKS.removeAll(found);
    return found;
  }

  /** Whether buffers are followed at all. */
  static boolean isFollowing() {
    return ResourceLeakDetector.getLevel() == ResourceLeakDetector.Level.PARANOID;
  }

  /** The second collection's references queue up behind all of the first. */
  private static void awaitCollection() throws InterruptedException {
    ReferenceQueue<Object> queue = new ReferenceQueue<>();
    for (int i = 0; i < 2; i++) {
      WeakReference<Object> garbage = new WeakReference<>(new Object(), queue);
      System.gc();
      if (!garbage.equals(queue.remove(LIMIT_MILLIS))) {
        throw new AssertionError("no garbage was collected in " + LIMIT_MILLIS + " ms");
      }
    }
  }
}
