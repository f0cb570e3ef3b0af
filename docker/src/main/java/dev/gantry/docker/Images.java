package dev.gantry.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.PullImageCmd;
import com.github.dockerjava.api.command.PushImageCmd;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.api.model.ContainerConfig;
import com.github.dockerjava.api.model.PullResponseItem;
import dev.gantry.docker.PullOutcome.Failed;
import dev.gantry.docker.PullOutcome.NotThere;
import dev.gantry.docker.PullOutcome.Pulled;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;

/** The images of an engine. Thread-safe; everything blocks. */
public final class Images {

  private final EngineConnection engine;

  public Images(EngineConnection engine) {
    this.engine = engine;
  }

  /**
   * The image of a name, if the engine has it; no registry is asked.
   *
   * @throws RuntimeException if the engine fails, see {@link EngineFault}
   */
  public Optional<LocalImage> find(ImageReference reference) {
    try {
      var found = engine.client().inspectImageCmd(reference.text()).exec();
      String id = String.valueOf(found.getId());
      return Optional.of(
          new LocalImage(id, variables(found.getConfig()), userId(found.getConfig())));
    } catch (NotFoundException none) {
      return Optional.empty();
    }
  }

  private static Map<String, String> variables(@Nullable ContainerConfig config) {
    Map<String, String> variables = new HashMap<>();
    if (config != null && config.getEnv() != null) {
      for (String assignment : config.getEnv()) {
        int equals = assignment.indexOf('=');
        if (equals > 0) {
          variables.put(assignment.substring(0, equals), assignment.substring(equals + 1));
        }
      }
    }
    return variables;
  }

  private static OptionalLong userId(@Nullable ContainerConfig config) {
    String user = config == null || config.getUser() == null ? "" : config.getUser();
    String name = user.replaceFirst(":.*", "");
    if (name.isEmpty()) {
      return OptionalLong.of(0);
    }
    return name.matches("[0-9]{1,10}")
        ? OptionalLong.of(Long.parseLong(name))
        : OptionalLong.empty();
  }

  /**
   * Fetches an image from its registry, also when another one of its name is there already. An
   * interrupt gives the pull up.
   *
   * @param credentials who asks; empty means what the Docker configuration of this user says about
   *     the registry, if anything
   * @param progress is told from 0 to 1, on another thread, often
   */
  public PullOutcome pull(
      ImageReference reference, Optional<RegistryCredentials> credentials, DoubleConsumer progress)
      throws InterruptedException {
    if (reference.isId()) {
      return new NotThere("an image's number cannot be pulled");
    }
    try (Pull pull = new Pull(progress)) {
      command(reference, credentials).exec(pull).awaitCompletion();
      return pull.outcome();
    } catch (RuntimeException | IOException failed) {
      return failed instanceof RuntimeException fault && !EngineFault.isNoAnswer(fault)
          ? PullFault.of(EngineFault.reason(fault))
          : new Failed(reason(failed));
    }
  }

  /**
   * Sends an image to its registry. An interrupt gives the push up.
   *
   * @param credentials who sends; empty means what the Docker configuration of this user says about
   *     the registry, if anything
   * @param lines is told what the engine says, on another thread: each layer's changes once
   */
  public PushOutcome push(
      ImageReference reference, Optional<RegistryCredentials> credentials, Consumer<String> lines)
      throws InterruptedException {
    PushImageCmd command =
        engine.client().pushImageCmd(reference.repository()).withTag(reference.version());
    credentials.ifPresent(who -> command.withAuthConfig(authentication(who)));
    try (Push push = new Push(lines)) {
      command.exec(push).awaitCompletion();
      return push.outcome();
    } catch (RuntimeException | IOException failed) {
      return failed instanceof RuntimeException fault && !EngineFault.isNoAnswer(fault)
          ? Push.fault(EngineFault.reason(fault))
          : new PushOutcome.Failed(reason(failed));
    }
  }

  private static AuthConfig authentication(RegistryCredentials who) {
    return new AuthConfig().withUsername(who.user()).withPassword(who.password());
  }

  private static String reason(Exception failed) {
    return failed instanceof RuntimeException fault
        ? EngineFault.reason(fault)
        : String.valueOf(failed.getMessage());
  }

  private PullImageCmd command(
      ImageReference reference, Optional<RegistryCredentials> credentials) {
    PullImageCmd command =
        engine.client().pullImageCmd(reference.repository()).withTag(reference.version());
    credentials.ifPresent(who -> command.withAuthConfig(authentication(who)));
    return command;
  }

  /** Listens to one pull. */
  private static final class Pull extends ResultCallback.Adapter<PullResponseItem> {

    private final DoubleConsumer listener;
    private final PullProgress progress = new PullProgress();

    /** Written by the thread that reads the answer, before it completes. */
    private volatile @Nullable String error;

    Pull(DoubleConsumer listener) {
      this.listener = listener;
    }

    @Override
    public void onNext(PullResponseItem item) {
      var failed = item.getErrorDetail();
      if (failed != null) {
        error = String.valueOf(failed.getMessage());
        return;
      }
      if (item.getId() == null || item.getStatus() == null) {
        return;
      }
      var detail = item.getProgressDetail();
      listener.accept(
          progress.after(
              item.getId(),
              item.getStatus(),
              detail == null ? 0 : orZero(detail.getCurrent()),
              detail == null ? 0 : orZero(detail.getTotal())));
    }

    private static long orZero(@Nullable Long number) {
      return number == null ? 0 : number;
    }

    PullOutcome outcome() {
      String failed = error;
      return failed == null ? new Pulled() : PullFault.of(failed);
    }
  }
}
