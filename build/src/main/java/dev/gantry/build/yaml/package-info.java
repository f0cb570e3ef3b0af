/**
 * YAML as people write it: values that know their line and column, and every mistake at once.
 *
 * <p>Start at {@link dev.gantry.build.yaml.YamlDocument}, then {@link
 * dev.gantry.build.yaml.Fields}. This is the only package that knows the YAML library. Nothing here
 * knows what a stack file is.
 */
@NullMarked
package dev.gantry.build.yaml;

import org.jspecify.annotations.NullMarked;
