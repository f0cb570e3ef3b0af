package dev.gantry.gateway.admin;

import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionStatus;
import dev.gantry.api.FunctionUsage;
import dev.gantry.gateway.metrics.CallMeters;
import dev.gantry.provider.FunctionProvider;
import dev.gantry.provider.FunctionState;
import dev.gantry.provider.ReplicaUsage;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A function as clients are told of it (contract 1.5): what its provider knows, how often it was
 * called, and the label that Gantry adds. Registry credentials are in none of it.
 */
final class StatusView {

  private static final String ADDED_LABEL = "faas_function";

  private final FunctionProvider provider;
  private final CallMeters meters;

  StatusView(FunctionProvider provider, CallMeters meters) {
    this.provider = provider;
    this.meters = meters;
  }

  /** Without what its replicas use. */
  FunctionStatus of(FunctionState function) {
    return of(function, null);
  }

  /** With what its replicas use, if the provider can tell. */
  FunctionStatus withUsage(FunctionState function) {
    return of(function, provider.capabilities().usage() ? usage(function) : null);
  }

  private FunctionUsage usage(FunctionState function) {
    double cpuMillis = 0;
    double memoryBytes = 0;
    for (ReplicaUsage replica : provider.usage(function.name())) {
      cpuMillis += replica.cpuMillis();
      memoryBytes += replica.memoryBytes();
    }
    return new FunctionUsage(cpuMillis, memoryBytes);
  }

  private FunctionStatus of(FunctionState function, @Nullable FunctionUsage usage) {
    FunctionDeployment deployment = function.deployment();
    Map<String, String> labels = new HashMap<>(deployment.labels());
    labels.put(ADDED_LABEL, function.name().name());
    Condition condition = Condition.of(function);
    String image = deployment.image();
    return new FunctionStatus(
        function.name().name(),
        image == null ? "" : image,
        function.name().namespace(),
        Commands.of(deployment),
        Commands.otherVariables(deployment),
        deployment.constraints(),
        deployment.secrets(),
        labels,
        deployment.annotations(),
        deployment.limits(),
        deployment.requests(),
        deployment.readOnlyRootFilesystem(),
        meters.answered(function.name()),
        function.desired(),
        function.ready(),
        function.createdAt(),
        usage,
        condition.state(),
        condition.reason(),
        condition.progress(),
        function.updatedAt());
  }
}
