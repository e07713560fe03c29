// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A temporary directory that is gone afterwards, also after Ctrl-C: then, processes that this one
/// has started are ended first.
final class WorkDirectory implements AutoCloseable {
  private final Path path;
  private final Thread atExit = new Thread(this::endAtExit, "clean-up");

  /// Creates the directory where temporary files go (`java.io.tmpdir`).
  ///
  /// @throws UncheckedIOException if that is not possible
  WorkDirectory() {
    try {
      path = Files.createTempDirectory("freestore-");
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot make a temporary directory: java.io.tmpdir="
              + System.getProperty("java.io.tmpdir"),
          e);
    }
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  Path path() {
    return path;
  }

  /// Lets a process write there that belongs to another user: only the superuser asks those.
  void giveToOwnerOf(long pid) {
    try {
      Files.setOwner(path, Files.getOwner(Path.of("/proc", String.valueOf(pid))));
    } catch (IOException | UnsupportedOperationException e) {
      // It says itself where it cannot write.
    }
  }

  private void endAtExit() {
    ProcessHandle.current().children().forEach(ProcessHandle::destroy);
    delete();
  }

  private void delete() {
    try (Stream<Path> files = Files.list(path)) {
      List<Path> all = files.toList();
      for (Path file : all) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(path);
    } catch (IOException e) {
      // A temporary file that cannot be deleted is left to the system.
    }
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      return; // Exiting already: the hook is at work.
    }
    delete();
  }
}
