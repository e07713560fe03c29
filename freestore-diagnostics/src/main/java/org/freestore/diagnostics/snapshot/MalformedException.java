// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.snapshot;

/// A file says what cannot be; [SnapshotFile] adds which file.
final class MalformedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MalformedException(String message) {
    super(message);
  }

  MalformedException(String message, Throwable cause) {
    super(message, cause);
  }
}
