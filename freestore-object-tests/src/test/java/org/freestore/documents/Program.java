// SPDX-License-Identifier: Apache-2.0
package org.freestore.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// What a page's code says, made a program: its structs, and a `main` of its statements.
final class Program {
  private static final String IMPORTS =
      "import java.lang.foreign.*; import java.util.*; import org.freestore.*;"
          + " import org.jspecify.annotations.*;";

  private static final Pattern NAME = Pattern.compile("interface (\\w+)");

  /// By name: each type needs a file of its own, lest the compiler warn.
  private final Map<String, String> types = new LinkedHashMap<>();

  private final StringBuilder members = new StringBuilder();
  private final StringBuilder statements = new StringBuilder();

  /// @param failing lines that are to throw, whose exceptions are printed
  Program(List<String> lines, Set<String> failing) {
    List<String> type = new ArrayList<>();
    for (String line : lines) {
      if (!type.isEmpty() || line.startsWith("@Struct")) {
        type.add(line);
      } else {
        statements.append(failing.contains(line) ? reported(line) : line).append('\n');
      }
      if (line.equals("}") && !type.isEmpty()) {
        addType(String.join("\n", type));
        type.clear();
      }
    }
  }

  /// Adds members to the class whose `main` has the statements.
  Program with(List<String> declarations) {
    declarations.forEach(line -> members.append(line).append('\n'));
    return this;
  }

  private void addType(String source) {
    Matcher name = NAME.matcher(source);
    assertThat(name.find()).as(source).isTrue();
    assertThat(types.put(name.group(1), source)).as("two of one name: %s", source).isNull();
  }

  private static String reported(String line) {
    return "try { "
        + line
        + "\n throw new AssertionError(\"nothing thrown\"); }"
        + " catch (FreeStoreException e) { System.out.println(e); }";
  }

  /// Compiles the program with every warning an error, runs it, and returns what it prints.
  List<String> run(Path directory) throws IOException, InterruptedException {
    types.put("Main", main());
    List<Path> sources = new ArrayList<>();
    for (Map.Entry<String, String> type : types.entrySet()) {
      Path source = directory.resolve(type.getKey() + ".java");
      sources.add(Files.writeString(source, IMPORTS + "\n" + type.getValue()));
    }
    compile(sources, directory);
    return runMain(directory);
  }

  private String main() {
    return "final class Main {\n"
        + members
        + "public static void main(String[] arguments) {\n"
        + statements
        + "} }";
  }

  private static void compile(List<Path> sources, Path directory) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    List<String> options = new ArrayList<>(List.of("-proc:full", "-Werror"));
    options.addAll(List.of("-Xlint:all,-processing,-path", "-d", directory.toString()));
    options.addAll(List.of("--class-path", System.getProperty("java.class.path")));
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      var units = files.getJavaFileObjectsFromPaths(sources);
      boolean compiled = compiler.getTask(messages, files, null, options, null, units).call();
      assertThat(compiled).as(messages.toString()).isTrue();
    }
  }

  private static List<String> runMain(Path directory) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--class-path");
    command.add(directory + ":" + System.getProperty("java.class.path"));
    command.add("Main");
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(printed).isZero();
    return printed.lines().toList();
  }
}
