// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A stream that remembers that it could not be written: the writers of the command line keep that
/// to themselves, and a report cut short by a full disk would pass for a whole one.
final class StandardOutput extends OutputStream {
  private final OutputStream out;
  private volatile @Nullable IOException failure;

  StandardOutput(OutputStream out) {
    this.out = out;
  }

  /// A write.
  private interface Write {
    void run() throws IOException;
  }

  private void remembering(Write write) throws IOException {
    try {
      write.run();
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  @Override
  public void write(int value) throws IOException {
    remembering(() -> out.write(value));
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    remembering(() -> out.write(bytes, from, count));
  }

  @Override
  public void flush() throws IOException {
    remembering(out::flush);
  }

  /// Returns the exit code of a command, and says so where its results did not arrive. A reader
  /// that has seen enough, as `head`, is no failure.
  ///
  /// @param code what the command itself returned
  int exitCode(int code, PrintWriter err) {
    IOException failed = failure;
    if (failed == null || isClosedPipe(failed)) {
      return code;
    }
    err.println("freestore: standard output cannot be written: " + failed.getMessage());
    err.flush();
    return ExitCode.BAD_INPUT;
  }

  /// Linux, macOS and Windows say it in different words.
  private static boolean isClosedPipe(IOException failure) {
    return String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains("pipe");
  }
}
