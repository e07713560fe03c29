// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.worker;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.freestore.cli.allocator.AllocatorKind;
import org.freestore.cli.operations.OperationFacts;

/// The asking side's hold on a worker process.
///
/// Closing ends the process. It also ends by itself when this process does, since its standard
/// input ends then.
final class WorkerProcess implements AutoCloseable {
  private static final String TUNABLES = "GLIBC_TUNABLES";

  /// jemalloc and tcmalloc keep more in thread-local storage than glibc has to spare for libraries
  /// that are loaded late. With few processors, a new thread would share the memory of others.
  private static final String TUNED =
      "glibc.rtld.optional_static_tls=16384:glibc.malloc.arena_max=1000";

  private final AllocatorKind kind;
  private final Process process;
  private final Path errors;
  private final BufferedWriter commands;
  private final BufferedReader answers;

  /// Starts a worker.
  ///
  /// @param directory where to keep what the process writes to standard error
  /// @param file the operations
  /// @throws WorkerException if the process cannot be started
  WorkerProcess(
      WorkerTask task, AllocatorKind kind, OperationFacts facts, Path file, Path directory) {
    this.kind = kind;
    this.errors = directory.resolve(kind.key() + "-" + task.name() + ".err");
    List<String> command = JavaCommand.of(task, kind, facts, file);
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
    builder.environment().merge(TUNABLES, TUNED, (a, b) -> a + ":" + b);
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new WorkerException(kind.key() + ": cannot start " + command.getFirst() + ": " + e, 1);
    }
    commands = process.outputWriter(StandardCharsets.UTF_8);
    answers = process.inputReader(StandardCharsets.UTF_8);
  }

  /// Sends a command.
  void send(String command) {
    try {
      commands.write(command);
      commands.newLine();
      commands.flush();
    } catch (IOException e) {
      throw died();
    }
  }

  /// Waits for an answer and returns what follows its first word.
  ///
  /// @throws WorkerException if the worker says something else, or nothing any more
  String expect(String word) {
    String answer = readAnswer();
    if (answer.startsWith(word + " ")) {
      return answer.substring(word.length() + 1);
    }
    if (answer.startsWith(WorkerMain.FAULT + " ") || answer.startsWith(WorkerMain.ERROR + " ")) {
      throw new WorkerException(kind.key() + ": " + answer.substring(answer.indexOf(' ') + 1), 1);
    }
    throw new WorkerException(kind.key() + ": unexpected answer: " + answer, 1);
  }

  private String readAnswer() {
    try {
      String line = answers.readLine();
      if (line != null) {
        return line;
      }
    } catch (IOException e) {
      throw died();
    }
    throw died();
  }

  private WorkerException died() {
    int exitCode = exitCode();
    String message = kind.key() + ": the measuring process ended with exit code " + exitCode;
    return new WorkerException(message + lastErrorLine(), exitCode);
  }

  private int exitCode() {
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }

  private String lastErrorLine() {
    try {
      List<String> lines = Files.readAllLines(errors, StandardCharsets.ISO_8859_1);
      return lines.isEmpty() ? "" : ": " + lines.getFirst();
    } catch (IOException e) {
      return "";
    }
  }

  @Override
  public void close() {
    try {
      commands.close();
    } catch (IOException e) {
      // The process is gone already.
    }
    process.destroy();
    exitCode();
  }
}
