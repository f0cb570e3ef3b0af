package dev.gantry.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.PushResponseItem;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Listens to one push: written by the thread that reads the engine's answer. */
final class Push extends ResultCallback.Adapter<PushResponseItem> {

  private static final Pattern DIGEST = Pattern.compile("digest: (sha256:[0-9a-f]{64})");

  private final Consumer<String> listener;
  private final Map<String, String> statuses = new HashMap<>();

  /** Written before the answer completes. */
  private volatile String error = "";

  /** Written before the answer completes. */
  private volatile String digest = "";

  Push(Consumer<String> listener) {
    this.listener = listener;
  }

  @Override
  public void onNext(PushResponseItem item) {
    if (item.getErrorDetail() != null) {
      error = String.valueOf(item.getErrorDetail().getMessage());
      return;
    }
    String status = item.getStatus();
    if (status == null) {
      return;
    }
    Matcher found = DIGEST.matcher(status);
    if (found.find()) {
      digest = found.group(1);
    }
    String layer = item.getId() == null ? "" : item.getId();
    if (!status.equals(statuses.put(layer, status))) {
      listener.accept(layer.isEmpty() ? status : layer + ": " + status);
    }
  }

  PushOutcome outcome() {
    return error.isEmpty() ? new PushOutcome.Pushed(digest) : fault(error);
  }

  static PushOutcome fault(String why) {
    return switch (PullFault.of(why)) {
      case PullOutcome.Denied denied -> new PushOutcome.Denied(denied.why());
      case PullOutcome.Unreachable away -> new PushOutcome.Unreachable(away.why());
      case PullOutcome.NotThere none -> new PushOutcome.NotThere(none.why());
      case PullOutcome.Failed failed -> new PushOutcome.Failed(failed.why());
      case PullOutcome.Pulled _ -> new PushOutcome.Failed(why);
    };
  }
}
