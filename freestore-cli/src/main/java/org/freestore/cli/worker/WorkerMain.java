// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.freestore.cli.allocator.AllocatorFault;
import org.freestore.cli.allocator.AllocatorKind;
import org.freestore.cli.operations.OperationFile;

/// The measuring process. Not for users: `freestore replay` starts it.
///
/// Arguments: a [WorkerTask], an [AllocatorKind], the path of an operation file. Commands come on
/// standard input, answers go to standard output, one line each. Ends with the input's end.
public final class WorkerMain {
  static final String READY = "ready";
  static final String ROUND = "round";
  static final String MEMORY = "memory";
  static final String FAULT = "fault";
  static final String ERROR = "error";

  private final BufferedReader commands =
      new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
  private final PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  private WorkerMain() {}

  /// Measures as told and exits with 0, or with 1 after an answer that says what went wrong.
  public static void main(String[] arguments) {
    System.exit(new WorkerMain().run(arguments) ? 0 : 1);
  }

  private boolean run(String[] arguments) {
    try (OperationFile operations = new OperationFile(Path.of(arguments[2]))) {
      AllocatorKind kind = AllocatorKind.valueOf(arguments[1]);
      switch (WorkerTask.valueOf(arguments[0])) {
        case TIME -> time(new TimeMeasurement(kind, operations));
        case MEMORY -> answer(MEMORY, new MemoryMeasurement(kind, operations).measure().toLine());
      }
      return true;
    } catch (AllocatorFault e) {
      answer(FAULT, String.valueOf(e.getMessage()));
    } catch (Exception | LinkageError | OutOfMemoryError e) {
      answer(ERROR, e.toString());
    }
    return false;
  }

  private void time(TimeMeasurement measurement) throws IOException {
    try (measurement) {
      answer(READY, measurement.warmUp().toLine());
      while (ROUND.equals(commands.readLine())) {
        answer(ROUND, measurement.round().toLine());
      }
    }
  }

  private void answer(String kind, String content) {
    answers.println(kind + " " + content.replace('\n', ' '));
  }
}
