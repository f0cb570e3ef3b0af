package dev.gantry.app;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/** The arrows of the design, and what only certain classes may do. */
@AnalyzeClasses(packages = "dev.gantry", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

  /** Every module must be seen, or the rules below would hold for want of classes. */
  @ArchTest
  static void theScanFoundTheModules(JavaClasses classes) {
    for (String known :
        List.of(
            "dev.gantry.api.FunctionDeployment",
            "dev.gantry.provider.FunctionProvider",
            "dev.gantry.watchdog.Watchdog",
            "dev.gantry.host.HostProvider",
            "dev.gantry.process.ProcessProvider",
            "dev.gantry.gateway.Gateway",
            "dev.gantry.build.image.FunctionBuild",
            "dev.gantry.app.Main")) {
      assertThat(classes.contain(known)).as(known).isTrue();
    }
  }

  @ArchTest
  static final ArchRule apiUsesNothingOfOurs =
      noClasses()
          .that(resideInAPackage("dev.gantry.api.."))
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.gantry..").and(resideOutside("dev.gantry.api..")));

  @ArchTest
  static final ArchRule theWatchdogUsesTheJdkAlone =
      classes()
          .that(resideInAPackage("dev.gantry.watchdog.."))
          .should()
          .onlyDependOnClassesThat(
              // sun.misc is the JDK's too (module jdk.unsupported): signals.
              resideInAnyPackage("java..", "sun.misc", "org.jspecify..", "dev.gantry.watchdog.."));

  @ArchTest
  static final ArchRule theProviderApiUsesApi =
      noClasses()
          .that(resideInAPackage("dev.gantry.provider"))
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.gantry..")
                  .and(resideOutside("dev.gantry.provider"))
                  .and(resideOutside("dev.gantry.api..")));

  @ArchTest
  static final ArchRule providersOnOneMachineShareNothingOfTheirEngines =
      onlyUses("dev.gantry.host..");

  @ArchTest
  static final ArchRule theProcessProviderEmbedsWatchdogs =
      onlyUses("dev.gantry.process..", "dev.gantry.host..", "dev.gantry.watchdog..");

  @ArchTest
  static final ArchRule theConnectionToDockerUsesNothingOfOurs =
      noClasses()
          .that(resideInAPackage("dev.gantry.docker.."))
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.gantry..").and(resideOutside("dev.gantry.docker..")))
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule buildsUseApiAndTheConnectionToDocker =
      noClasses()
          .that(resideInAPackage("dev.gantry.build.."))
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.gantry..")
                  .and(resideOutside("dev.gantry.build.."))
                  .and(resideOutside("dev.gantry.api.."))
                  .and(resideOutside("dev.gantry.docker..")));

  @ArchTest
  static final ArchRule noCyclesInBuild =
      slices().matching("dev.gantry.build.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule theEngineProviderIsAProviderOnOneMachine =
      onlyUses(
          "dev.gantry.engine..",
          "dev.gantry.host..",
          "dev.gantry.docker..",
          "dev.gantry.container..");

  @ArchTest
  static final ArchRule theSwarmProviderKnowsNoOther =
      onlyUses("dev.gantry.swarm..", "dev.gantry.docker..", "dev.gantry.container..");

  @ArchTest
  static final ArchRule whatBothProvidersOnDockerShareKnowsNeither =
      onlyUses("dev.gantry.container..");

  @ArchTest
  static final ArchRule dockerJavaStaysWithDocker =
      noClasses()
          .that(resideInAPackage("dev.gantry.."))
          .and(
              resideOutside("dev.gantry.docker..")
                  .and(resideOutside("dev.gantry.engine.."))
                  .and(resideOutside("dev.gantry.swarm..")))
          .should()
          .dependOnClassesThat(resideInAPackage("com.github.dockerjava.."));

  /** A provider uses the contract, itself, and what is named; nothing else of ours. */
  private static ArchRule onlyUses(String itself, String... others) {
    DescribedPredicate<JavaClass> allowed =
        resideInAnyPackage("dev.gantry.api..", "dev.gantry.provider", itself)
            .or(resideInAnyPackage(others));
    return noClasses()
        .that(resideInAPackage(itself))
        .should()
        .dependOnClassesThat(resideInAPackage("dev.gantry..").and(DescribedPredicate.not(allowed)))
        // A provider that the program does not have yet is not seen.
        .allowEmptyShould(true);
  }

  @ArchTest
  static final ArchRule theGatewayKnowsNoProvider =
      noClasses()
          .that(resideInAPackage("dev.gantry.gateway.."))
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "dev.gantry.host..",
                  "dev.gantry.process..",
                  "dev.gantry.docker..",
                  "dev.gantry.container..",
                  "dev.gantry.engine..",
                  "dev.gantry.swarm..",
                  "dev.gantry.watchdog..",
                  "dev.gantry.app.."));

  @ArchTest
  static final ArchRule vertxStaysOnTheDataPath =
      noClasses()
          .that(resideInAPackage("dev.gantry.."))
          .and(
              resideOutside("dev.gantry.gateway.edge..")
                  .and(resideOutside("dev.gantry.gateway.relay.."))
                  .and(resideOutside("dev.gantry.gateway.replica.."))
                  .and(resideOutside("dev.gantry.gateway")))
          .should()
          .dependOnClassesThat(resideInAnyPackage("io.vertx..", "io.netty.."));

  @ArchTest
  static final ArchRule noCyclesInTheGateway =
      slices().matching("dev.gantry.gateway.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule noCyclesInTheWatchdog =
      slices().matching("dev.gantry.watchdog.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule noCyclesInProvidersOnOneMachine =
      slices().matching("dev.gantry.host.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule noCyclesInTheProcessProvider =
      slices().matching("dev.gantry.process.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule noCyclesInTheApp =
      slices().matching("dev.gantry.app.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule onlyMainClassesEndTheProgram =
      noClasses()
          .that(areNoMainClasses())
          .should()
          .callMethod(System.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "halt", int.class);

  @ArchTest
  static final ArchRule onlyMainClassesUseStandardStreams =
      noClasses()
          .that(areNoMainClasses())
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .orShould()
          .accessField(System.class, "in");

  private static DescribedPredicate<JavaClass> areNoMainClasses() {
    return DescribedPredicate.describe(
        "are no main classes", type -> !type.getSimpleName().endsWith("Main"));
  }

  private static DescribedPredicate<JavaClass> resideOutside(String pattern) {
    return JavaClass.Predicates.resideOutsideOfPackage(pattern);
  }
}
