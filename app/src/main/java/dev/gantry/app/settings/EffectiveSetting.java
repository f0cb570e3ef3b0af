package dev.gantry.app.settings;

/**
 * A setting as it came out: which value holds and who said so.
 *
 * @param key the setting's key
 * @param value the text that holds; empty when nothing was said
 * @param source who said it: {@code option}, {@code variable}, {@code file} or {@code default}
 * @param description what it is for
 */
public record EffectiveSetting(String key, String value, String source, String description) {}
