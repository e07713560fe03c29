// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli;

import java.io.PrintWriter;

/// What a command says that cannot do what it was asked for: one line.
final class Refusal {
  private Refusal() {}

  /// Says why.
  ///
  /// @return the exit code
  static int say(String message, PrintWriter err) {
    err.println("freestore: " + message);
    err.flush();
    return ExitCode.BAD_INPUT;
  }

  /// Says what an exception does.
  ///
  /// @return the exit code
  static int of(RuntimeException e, PrintWriter err) {
    return say(String.valueOf(e.getMessage()), err);
  }
}
