// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli;

/// What the process says to the one that started it.
final class ExitCode {
  static final int OK = 0;

  /// An allocator was found at fault or could not be measured.
  static final int FAULT = 1;

  /// The input or the command line is bad.
  static final int BAD_INPUT = 2;

  /// Ended by Ctrl-C.
  static final int INTERRUPTED = 130;

  private ExitCode() {}
}
