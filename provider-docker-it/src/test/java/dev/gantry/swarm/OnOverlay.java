package dev.gantry.swarm;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Needs a Swarm and a place on its network, which {@code src/test/overlay/bin/java} gives. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIfEnvironmentVariable(
    named = TestSwarm.NETWORK,
    matches = ".+",
    disabledReason = "needs root, a Docker engine and the watchdog's runtime folder")
@interface OnOverlay {}
