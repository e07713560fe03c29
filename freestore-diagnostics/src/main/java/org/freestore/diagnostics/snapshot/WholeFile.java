// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.snapshot;

import static java.nio.file.StandardOpenOption.CREATE_NEW;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/// Files that are there as a whole or as they were before: a part, as a full disk leaves it, would
/// be taken for what it is not.
public final class WholeFile {
  private WholeFile() {}

  /// Writes what a file is to have in it.
  public interface Content {
    /// Writes it; need not close the stream.
    void write(OutputStream out) throws IOException;
  }

  /// Writes a file, replacing what is there: under another name beside it, which it has until it is
  /// complete. What is no regular file is written to directly, and so is one in a directory that
  /// takes no new files.
  ///
  /// @throws IOException if that is not possible; what was there is as it was
  public static void write(Path file, Content content) throws IOException {
    Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
    Path part = target.resolveSibling(part(target));
    OutputStream out = Files.exists(target) && !Files.isRegularFile(target) ? null : open(part);
    if (out == null) {
      writeTo(Files.newOutputStream(target), content);
    } else {
      writeAndMove(out, content, part, target);
    }
  }

  /// Returns null where it cannot be opened: then the file itself can neither, and says why, or is
  /// in a directory that takes no new ones.
  private static @Nullable OutputStream open(Path part) throws IOException {
    try {
      return Files.newOutputStream(part, CREATE_NEW);
    } catch (FileSystemException e) {
      return null;
    }
  }

  private static String part(Path target) {
    return "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".part";
  }

  private static void writeTo(OutputStream opened, Content content) throws IOException {
    try (opened) {
      content.write(opened);
    }
  }

  private static void writeAndMove(OutputStream opened, Content content, Path part, Path target)
      throws IOException {
    try {
      writeTo(opened, content);
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
