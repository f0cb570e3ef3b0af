/**
 * The contract against what is shipped: the folder that {@code runtime/build} makes, as process 1
 * in a root file system with nothing else in it but one static busybox.
 *
 * <p>Start at {@link dev.gantry.watchdog.packaged.PackagedWatchdog}. Contract 3.1 is in the classes
 * PackagedClassic…, 3.2 in PackagedForkModesIT, PackagedHttp…, PackagedStaticIT and
 * PackagedEndpointsIT. Root is needed, because file systems are mounted, in a mount namespace that
 * is gone with the watchdog.
 */
package dev.gantry.watchdog.packaged;
