// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.attach;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A process of a test, ended with it. Its errors go to the test's.
final class ChildProcess implements AutoCloseable {
  private final Process process;

  private ChildProcess(List<String> command, boolean waits) throws IOException {
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    if (waits) {
      BufferedReader lines = process.inputReader();
      String line = lines.readLine();
      if (!"ready".equals(line)) {
        throw new IOException("child is not ready: line=" + line + " command=" + command);
      }
    }
  }

  /// Starts a program of Java and waits until it says `ready`.
  static ChildProcess ofJava(List<String> options, Class<?> main, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Xmx64m"));
    command.addAll(options);
    command.add(main.getName());
    command.addAll(List.of(arguments));
    return new ChildProcess(command, true);
  }

  static ChildProcess of(String... command) throws IOException {
    return new ChildProcess(List.of(command), false);
  }

  static List<String> classPath() {
    return List.of("-cp", System.getProperty("java.class.path"));
  }

  /// The core and the tests, and nothing of the diagnostics.
  static List<String> classPathWithoutDiagnostics() {
    String path =
        Pattern.compile(Pattern.quote(File.pathSeparator))
            .splitAsStream(System.getProperty("java.class.path"))
            .filter(
                entry -> !entry.endsWith(Path.of("target", "classes").toString()) || core(entry))
            .collect(Collectors.joining(File.pathSeparator));
    return List.of("-cp", path);
  }

  private static boolean core(String entry) {
    return entry.contains("freestore-core");
  }

  long pid() {
    return process.pid();
  }

  /// Stops it, as Ctrl-Z does, until it is ended.
  void stop() throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-STOP", Long.toString(pid())).start().waitFor();
  }

  void end() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
