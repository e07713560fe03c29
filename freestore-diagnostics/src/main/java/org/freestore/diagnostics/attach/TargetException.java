// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.attach;

import org.jspecify.annotations.Nullable;

/// A process cannot be asked. The message says why, and what to do.
public final class TargetException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// Why it cannot.
  public enum Reason {
    /// There is no process of this identifier.
    NO_SUCH_PROCESS,
    /// It belongs to another user.
    NOT_PERMITTED,
    /// It is no JVM, or one that lets nobody attach.
    NOT_ATTACHABLE,
    /// It is stopped, or does not answer for another reason.
    NOT_ANSWERING,
    /// It has not used Freestore so far.
    NO_FREESTORE,
    /// It has Freestore without the diagnostics, and they cannot be loaded into it.
    NO_DIAGNOSTICS,
    /// Its diagnostics, or its Freestore, are of a version that this one does not understand.
    OTHER_VERSION,
    /// The store that was asked was closed meanwhile.
    STORE_CLOSED,
    /// It ended meanwhile.
    ENDED,
    /// It could not do what it was asked for.
    FAILED
  }

  private final Reason reason;

  TargetException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /// Returns why it cannot.
  public Reason reason() {
    return reason;
  }
}
