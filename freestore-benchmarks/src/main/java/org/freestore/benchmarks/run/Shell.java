// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Small commands of the system.
final class Shell {
  private Shell() {}

  /// Returns what a command prints, or nothing if it fails or does not exist.
  static String outputOf(String... command) {
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? output.strip() : "";
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      throw new BenchException("interrupted");
    }
  }

  /// Returns nothing if a command succeeds, else what it says.
  static String failureOf(List<String> command) throws IOException {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? "" : output.strip() + " (" + command.getFirst() + ")";
    } catch (InterruptedException e) {
      throw new BenchException("interrupted");
    }
  }
}
