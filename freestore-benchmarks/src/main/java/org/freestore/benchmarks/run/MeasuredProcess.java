// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Starts a process, waits for it and reads its output.
final class MeasuredProcess {
  private static final long TIMEOUT_MINUTES = 10;

  private MeasuredProcess() {}

  /// Returns what the process measured, and `processNanos`: how long it lived; and `pauseNanos`:
  /// the longest pause that it logged.
  ///
  /// @param preload a library for `LD_PRELOAD`, or nothing
  /// @throws BenchException if it fails, prints no result, or does not end
  static Outcome run(List<String> command, String preload) {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().remove("LD_PRELOAD");
    if (!preload.isEmpty()) {
      builder.environment().put("LD_PRELOAD", preload);
    }
    long begin = System.nanoTime();
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      String output = outputOf(process);
      long nanos = System.nanoTime() - begin;
      if (process.exitValue() != 0) {
        throw new BenchException(failure(command, preload, output, process.exitValue()));
      }
      return Outcome.parse(output)
          .with("processNanos", nanos)
          .with("pauseNanos", JvmPauses.longestNanos(output));
    } catch (IOException e) {
      throw new BenchException("cannot start " + command + ": " + e.getMessage());
    } catch (IllegalArgumentException e) {
      throw new BenchException(String.join(" ", command) + ": " + e.getMessage());
    }
  }

  private static String outputOf(Process process) throws IOException {
    process
        .onExit()
        .orTimeout(TIMEOUT_MINUTES, TimeUnit.MINUTES)
        .exceptionally(timeout -> {
          process.destroyForcibly();
          return process;
        });
    byte[] output = process.getInputStream().readAllBytes();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      throw new BenchException("interrupted");
    }
    return new String(output, StandardCharsets.UTF_8);
  }

  private static String failure(List<String> command, String preload, String output, int exit) {
    String environment = preload.isEmpty() ? "" : "LD_PRELOAD=" + preload + " ";
    return environment + String.join(" ", command) + ": exit=" + exit + "\n" + output.strip();
  }
}
