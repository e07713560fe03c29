// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.freestore.diagnostics.attach.Target;
import org.freestore.diagnostics.snapshot.Snapshot;
import org.freestore.diagnostics.snapshot.SnapshotFormatException;
import org.freestore.diagnostics.snapshot.WholeFile;
import org.jspecify.annotations.Nullable;

/// A snapshot from the command line: a file, or the identifier of a process, which is asked for
/// one.
final class SnapshotSource {
  private SnapshotSource() {}

  /// What cannot be had, in words.
  static final class UnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnavailableException(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /// Returns the snapshot.
  ///
  /// @param text a file, or the number of a process if there is no such file
  /// @param err is told what happens to the process
  /// @throws UnavailableException if the file cannot be read
  /// @throws org.freestore.diagnostics.attach.TargetException if the process cannot be asked
  static Snapshot read(String text, PrintWriter err) {
    Path file = Path.of(text);
    if (!Files.exists(file) && text.matches("\\d{1,18}")) {
      return ofProcess(Long.parseLong(text), err);
    }
    return load(file);
  }

  private static Snapshot load(Path file) {
    try {
      return Snapshot.load(file);
    } catch (SnapshotFormatException e) {
      throw new UnavailableException(String.valueOf(e.getMessage()), e);
    } catch (UncheckedIOException e) {
      throw new UnavailableException(
          Files.exists(file) ? FileTrouble.words(e) : "no such file: " + file, e);
    }
  }

  /// Returns a snapshot of a process.
  ///
  /// @throws UnavailableException if it cannot be read
  /// @throws org.freestore.diagnostics.attach.TargetException if the process cannot be asked
  static Snapshot ofProcess(long pid, PrintWriter err) {
    return ofProcess(pid, err, SnapshotSource::load);
  }

  /// Saves a snapshot of a process.
  ///
  /// @return how many bytes it has
  /// @throws UnavailableException if it cannot be saved there
  /// @throws org.freestore.diagnostics.attach.TargetException if the process cannot be asked
  static long save(long pid, Path file, PrintWriter err) {
    return ofProcess(pid, err, snapshot -> copy(snapshot, file));
  }

  private static long copy(Path snapshot, Path file) {
    try {
      WholeFile.write(file, out -> Files.copy(snapshot, out));
      return Files.size(snapshot);
    } catch (IOException e) {
      UncheckedIOException trouble =
          new UncheckedIOException("cannot write the snapshot: file=" + file, e);
      throw new UnavailableException(FileTrouble.words(trouble), trouble);
    }
  }

  /// Has a process write its snapshot where it surely can, and uses it there.
  private static <T> T ofProcess(long pid, PrintWriter err, Function<Path, T> use) {
    try (WorkDirectory directory = new WorkDirectory();
        Target target = Processes.attach(pid, err)) {
      directory.giveToOwnerOf(pid);
      Path file = directory.path().resolve(pid + ".fsnap");
      target.snapshot(file);
      return use.apply(file);
    } catch (UncheckedIOException e) {
      throw new UnavailableException(FileTrouble.words(e), e);
    }
  }
}
