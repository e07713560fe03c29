// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.worker;

import org.freestore.cli.allocator.AllocatorKind;

/// What became of measuring one allocator.
public sealed interface Outcome permits Measurement, Outcome.Failure {
  /// Returns the allocator.
  AllocatorKind kind();

  /// It could not be measured, or did what an allocator must not do.
  ///
  /// @param kind the allocator
  /// @param message what happened, one line
  record Failure(AllocatorKind kind, String message) implements Outcome {}
}
