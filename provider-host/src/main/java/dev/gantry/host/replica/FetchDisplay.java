package dev.gantry.host.replica;

import dev.gantry.api.FunctionName;
import dev.gantry.provider.Replica;
import dev.gantry.provider.ReplicaState;
import java.time.Instant;
import java.util.Optional;

/**
 * What is shown of a function whose image is being fetched. A new one has a replica that says so;
 * one that is updated has its old replicas, and says so in its note. Guarded by the function's
 * lock.
 */
final class FetchDisplay {

  /** Smaller steps are not worth a push. */
  private static final double STEP = 0.01;

  private final FunctionRuntime runtime;
  private Instant since = Instant.EPOCH;
  private String id = "";
  private String image = "";
  private double progress;

  FetchDisplay(FunctionRuntime runtime) {
    this.runtime = runtime;
  }

  /** Begins to show an image, of which nothing is there yet. */
  void begin(String fetched) {
    image = fetched;
    progress = 0;
    since = runtime.now();
    id = runtime.replicaIds().get();
  }

  /** Takes the progress, from 0 to 1; returns whether it is worth telling. */
  boolean progress(double next) {
    double within = Math.clamp(next, 0, 1);
    if (image.isEmpty() || Math.abs(within - progress) < STEP) {
      return false;
    }
    progress = within;
    return true;
  }

  void end() {
    image = "";
  }

  Replica replica(FunctionName name) {
    return new Replica(
        name.name() + "-" + id,
        Optional.empty(),
        new ReplicaState.Pulling(progress),
        since,
        Optional.empty());
  }

  /** A note with what is being fetched in it. */
  Optional<String> added(Optional<String> note) {
    if (image.isEmpty()) {
      return note;
    }
    String fetching = "fetching %s for an update: %d %%".formatted(image, (int) (progress * 100));
    return Optional.of(note.map(text -> text + "; " + fetching).orElse(fetching));
  }
}
