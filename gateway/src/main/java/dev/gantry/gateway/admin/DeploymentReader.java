package dev.gantry.gateway.admin;

import dev.gantry.api.DeploymentRules;
import dev.gantry.api.FunctionDeployment;
import dev.gantry.api.FunctionName;
import dev.gantry.api.Problem;
import dev.gantry.api.ScaleSettings;
import dev.gantry.gateway.endpoint.EndpointRequest;
import dev.gantry.gateway.endpoint.ProblemKind;
import dev.gantry.gateway.endpoint.RequestProblem;
import dev.gantry.provider.Capabilities;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a deploy or an update, and judges it before a provider sees it: all problems at
 * once.
 *
 * @param addressing where a deployment without a namespace goes
 * @param capabilities whether it takes an image or a command, and knows what replicas use
 */
record DeploymentReader(Addressing addressing, Capabilities capabilities) {

  /** The words that clients of 2017 know (contract 1.6). */
  private static final String INVALID_AUTH = "Invalid registry auth";

  /**
   * The deployment with its namespace filled in and its command in {@code envProcess}.
   *
   * @throws RejectedRequest if anything in it is not accepted
   */
  FunctionDeployment read(EndpointRequest request) throws RejectedRequest {
    FunctionDeployment sent = Body.read(request, FunctionDeployment.class);
    String namespace = addressing.namespace(request, sent.namespace());
    List<Problem> problems = new ArrayList<>(DeploymentRules.problems(sent));
    FunctionDeployment deployment = Commands.unified(sent.withNamespace(namespace), problems);
    lacking(deployment, problems);
    RegistryAuth.judge(sent.registryAuth(), problems);
    if (!problems.isEmpty()) {
      throw rejected(problems);
    }
    return deployment;
  }

  /** The name of a deployment that was read here. */
  static FunctionName name(FunctionDeployment deployment, String defaultNamespace) {
    String namespace = deployment.namespace();
    return new FunctionName(deployment.service(), namespace == null ? defaultNamespace : namespace);
  }

  private static RejectedRequest rejected(List<Problem> problems) {
    return problems.size() == 1 && problems.getFirst().key().equals(RegistryAuth.KEY)
        ? new RejectedRequest(new RequestProblem(ProblemKind.INVALID_VALUE, INVALID_AUTH, problems))
        : RejectedRequest.because(problems);
  }

  private void lacking(FunctionDeployment deployment, List<Problem> problems) {
    if (capabilities.runsImages() && isBlank(deployment.image())) {
      problems.add(new Problem("image", "", "an image to run"));
    }
    if (!capabilities.runsImages() && isBlank(deployment.envProcess())) {
      problems.add(
          new Problem("envProcess", "", "a command such as cat, as this provider runs no images"));
    }
    String type = deployment.labels().get(ScaleSettings.TYPE);
    if (type != null && !capabilities.usage() && type.equals(ScaleSettings.Policy.CPU.toString())) {
      problems.add(
          new Problem(
              "labels." + ScaleSettings.TYPE,
              type,
              "step, rps or capacity, as this provider does not know what replicas use"));
    }
  }

  private static boolean isBlank(@Nullable String text) {
    return text == null || text.isBlank();
  }
}
