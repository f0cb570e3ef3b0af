package dev.gantry.gateway.scale;

/**
 * How many replicas a load asks for, before bounds and windows.
 *
 * @param needed it needs so many: with fewer, replicas are added at once
 * @param enough so many are certainly enough: with more all through the window, replicas are taken
 *     away; at least {@code needed}
 * @param why the figures, for people
 */
record Wish(int needed, int enough, String why) {}
