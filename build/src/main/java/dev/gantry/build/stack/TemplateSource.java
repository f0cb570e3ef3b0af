package dev.gantry.build.stack;

/**
 * Where a template can be pulled from.
 *
 * @param name the template, as functions name it in {@code lang}
 * @param source the address of a git repository, with {@code #} and a tag or commit
 */
public record TemplateSource(String name, String source) {}
