/**
 * Templates: what is around a handler to make it an image, or a process of this machine.
 *
 * <p>Start at {@link dev.gantry.build.template.TemplateLibrary}. A template is a folder in the
 * layout that exists already ({@code template/NAME/template.yml}); those of the program lie in its
 * jar. Everything runs on the caller's thread and prints nothing; only {@link
 * dev.gantry.build.template.TemplatePull} uses the network, through git.
 */
@NullMarked
package dev.gantry.build.template;

import org.jspecify.annotations.NullMarked;
