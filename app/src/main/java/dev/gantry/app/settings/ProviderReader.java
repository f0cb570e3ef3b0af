package dev.gantry.app.settings;

import dev.gantry.engine.DockerProviderSettings;
import dev.gantry.engine.ReplicaAccess;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads what runs the replicas; a setting that is for another provider is refused. */
final class ProviderReader {

  private enum Name {
    PROCESS,
    DOCKER,
    SWARM
  }

  /** Which provider takes a setting; those that are not here are for all. */
  private static final Map<Setting, Set<Name>> TAKEN_BY =
      Map.of(
          Setting.RUN_AS, EnumSet.of(Name.PROCESS),
          Setting.DOCKER_HOST, EnumSet.of(Name.DOCKER, Name.SWARM),
          Setting.NETWORK, EnumSet.of(Name.DOCKER, Name.SWARM),
          Setting.REPLICA_ACCESS, EnumSet.of(Name.DOCKER),
          Setting.OWNER, EnumSet.of(Name.SWARM));

  private ProviderReader() {}

  static ProviderChoice read(SettingValues values) {
    Name name = values.choice(Setting.PROVIDER, Name.class, Name.PROCESS);
    refuseForeign(values, name);
    return switch (name) {
      case PROCESS -> new ProviderChoice.Processes(values.optionalText(Setting.RUN_AS));
      case DOCKER ->
          new ProviderChoice.Docker(
              values.optionalText(Setting.DOCKER_HOST),
              network(values),
              values.choice(Setting.REPLICA_ACCESS, ReplicaAccess.class, ReplicaAccess.AUTO));
      case SWARM ->
          new ProviderChoice.Swarm(
              values.optionalText(Setting.DOCKER_HOST),
              network(values),
              values.text(Setting.OWNER));
    };
  }

  private static String network(SettingValues values) {
    if (!DockerProviderSettings.isNetworkName(values.text(Setting.NETWORK))) {
      values.problem(Setting.NETWORK, DockerProviderSettings.NETWORK_EXPECTED);
    }
    return values.text(Setting.NETWORK);
  }

  private static void refuseForeign(SettingValues values, Name name) {
    TAKEN_BY.forEach(
        (setting, takers) -> {
          if (!takers.contains(name) && values.isSaid(setting)) {
            values.problem(setting, "nothing, as it is for " + options(takers));
          }
        });
  }

  private static String options(Set<Name> takers) {
    List<String> names =
        takers.stream().map(taker -> taker.name().toLowerCase(Locale.ROOT)).toList();
    return "--provider " + String.join(" or ", names);
  }
}
