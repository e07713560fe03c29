// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.snapshot;

/// A file is not a snapshot that can be read: it is truncated, damaged, of another version, or
/// something else. The message says which, and of which file.
public final class SnapshotFormatException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// Makes an exception.
  ///
  /// @param message what is wrong, with the file's name
  public SnapshotFormatException(String message) {
    super(message);
  }

  /// Makes an exception.
  ///
  /// @param message what is wrong, with the file's name
  /// @param cause what reading failed with
  public SnapshotFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
