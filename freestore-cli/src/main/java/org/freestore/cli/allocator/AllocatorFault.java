// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.allocator;

import java.io.Serial;

/// A candidate did what an allocator must not do.
public final class AllocatorFault extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /// @param message what it did, with facts as `key=value`
  public AllocatorFault(String message) {
    super(message);
  }

  /// @param message what it did, with facts as `key=value`
  /// @param cause the candidate's own report
  public AllocatorFault(String message, Throwable cause) {
    super(message, cause);
  }
}
