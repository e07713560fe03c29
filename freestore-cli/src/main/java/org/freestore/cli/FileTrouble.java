// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/// Why a file cannot be read or written, in words: of some exceptions the message is the name of
/// the file and nothing else.
final class FileTrouble {
  private FileTrouble() {}

  /// Returns what an exception says, with the reason.
  static String words(UncheckedIOException e) {
    return e.getMessage() + ": " + reason(e);
  }

  private static String reason(UncheckedIOException e) {
    return switch (e.getCause()) {
      case null -> "unknown";
      case NoSuchFileException _ -> "no such file";
      case AccessDeniedException _ -> "permission denied";
      case IOException cause -> String.valueOf(cause.getMessage());
    };
  }
}
