// SPDX-License-Identifier: Apache-2.0
package org.freestore.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The files of the directory `docs`.
public final class Documents {
  private Documents() {}

  /// Returns a document as it is in the source tree, wherever in it the tests run.
  public static String read(String fileName) throws IOException {
    Path directory = Path.of("").toAbsolutePath();
    while (!Files.exists(directory.resolve("docs").resolve(fileName))) {
      if (directory.getParent() == null) {
        throw new AssertionError("no docs/" + fileName + " above " + Path.of("").toAbsolutePath());
      }
      directory = directory.getParent();
    }
    return Files.readString(directory.resolve("docs").resolve(fileName));
  }
}
