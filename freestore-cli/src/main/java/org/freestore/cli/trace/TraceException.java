// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.trace;

import java.io.Serial;

/// A trace that cannot be replayed: unreadable, malformed, or beyond a limit.
///
/// The message is one printable line: file, place, what was expected and what was found.
public final class TraceException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private TraceException(String message) {
    super(message);
  }

  /// The file as a whole cannot be used.
  ///
  /// @param file the file's name
  /// @param problem what is wrong with it
  public static TraceException inFile(String file, String problem) {
    return new TraceException(Printable.text(file) + ": " + problem);
  }

  /// Something is wrong at a line of the decompressed text.
  ///
  /// @param file the file's name
  /// @param line the line number, from 1
  /// @param problem what is wrong there
  public static TraceException atLine(String file, long line, String problem) {
    return new TraceException(Printable.text(file) + ": line " + line + ": " + problem);
  }

  /// Something is wrong near a byte of the file, compressed bytes included.
  ///
  /// @param file the file's name
  /// @param offset how many bytes of the file had been read, from 0
  /// @param problem what is wrong there
  public static TraceException atOffset(String file, long offset, String problem) {
    return new TraceException(Printable.text(file) + ": near byte " + offset + ": " + problem);
  }
}
