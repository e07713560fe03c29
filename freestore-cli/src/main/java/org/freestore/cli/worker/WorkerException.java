// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.worker;

import java.io.Serial;

/// A measuring process could not be started, found its allocator at fault, or died.
public final class WorkerException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private static final int INTERRUPTED = 130;
  private static final int TERMINATED = 143;

  private final int exitCode;

  WorkerException(String message, int exitCode) {
    super(message);
    this.exitCode = exitCode;
  }

  /// Returns whether the process was ended from outside, as Ctrl-C does.
  public boolean interrupted() {
    return exitCode == INTERRUPTED || exitCode == TERMINATED;
  }
}
