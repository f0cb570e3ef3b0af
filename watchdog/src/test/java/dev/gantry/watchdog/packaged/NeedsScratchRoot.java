package dev.gantry.watchdog.packaged;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * For tests that start a {@link PackagedWatchdog}; where that cannot be, they are skipped and say
 * why.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ScratchRootCondition.class)
@interface NeedsScratchRoot {}
