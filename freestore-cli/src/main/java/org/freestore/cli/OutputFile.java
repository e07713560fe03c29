// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A file that a command is to write. Looked at before the work: nobody should wait for what has
/// nowhere to go.
final class OutputFile {
  private OutputFile() {}

  /// Returns why a file cannot be written, or `null` if that is not known by now.
  ///
  /// @param what is written, for the message
  static @Nullable String trouble(Path file, String what) {
    Path directory = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file)) {
      return "cannot write the " + what + ", for that is a directory: file=" + file;
    }
    if (directory == null || !Files.isDirectory(directory)) {
      return "cannot write the " + what + ", for there is no such directory: file=" + file;
    }
    return null;
  }
}
