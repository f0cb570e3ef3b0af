package dev.gantry.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.build.image.Assembly;
import dev.gantry.build.image.Assembly.Assembled;
import dev.gantry.build.image.FunctionBuild;
import dev.gantry.build.project.NewFunction;
import dev.gantry.build.project.NewOutcome;
import dev.gantry.build.stack.FunctionFilter;
import dev.gantry.build.stack.StackFile;
import dev.gantry.build.stack.StackFileReader;
import dev.gantry.build.stack.StackFunction;
import dev.gantry.build.stack.StackReading;
import dev.gantry.build.template.TemplateLibrary;
import dev.gantry.build.yaml.Substitution;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What a person has after {@code gantry new hello}: a stack file, a handler, and its build folder.
 *
 * @param function the one function of the stack file
 * @param assembled its build folder
 */
record TemplateProject(StackFunction function, Assembled assembled) {

  static TemplateProject create(Path folder, String template) throws IOException {
    Path file = folder.resolve("stack.yml");
    NewOutcome outcome =
        new NewFunction("hello", template, file, "", "http://127.0.0.1:8080").create();
    assertThat(outcome).isInstanceOf(NewOutcome.Created.class);
    StackReading reading = new StackFileReader(Substitution.NONE, FunctionFilter.ALL).read(file);
    StackFile stack = ((StackReading.Read) reading).stack();
    StackFunction function = stack.functions().getFirst();
    Assembly assembly =
        new FunctionBuild(stack, new TemplateLibrary(folder), folder.resolve("build"))
            .assemble(function);
    return new TemplateProject(function, (Assembled) assembly);
  }
}
