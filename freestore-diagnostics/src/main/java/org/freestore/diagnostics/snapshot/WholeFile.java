// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.snapshot;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Files that are there as a whole or not at all: a part, as a full disk leaves it, would be taken
/// for what it is not.
public final class WholeFile {
  private WholeFile() {}

  /// Writes what a file is to have in it.
  public interface Content {
    /// Writes it; need not close the stream.
    void write(OutputStream out) throws IOException;
  }

  /// Writes a file, replacing what is there.
  ///
  /// @throws IOException if that is not possible. What could not be opened is as it was; what was
  ///   begun is deleted, unless it is no regular file
  public static void write(Path file, Content content) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      writeOrDelete(file, content, out);
    }
  }

  private static void writeOrDelete(Path file, Content content, OutputStream out)
      throws IOException {
    try {
      content.write(out);
    } catch (IOException e) {
      out.close(); // Some systems delete no file that is open.
      if (Files.isRegularFile(file)) {
        Files.deleteIfExists(file);
      }
      throw e;
    }
  }
}
