// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.trace;

import java.nio.file.Path;

/// Reads one trace from its first event to its last.
///
/// Memory is bounded by the reader's fixed buffers and by tables of call sites with fixed limits,
/// not by the length of the trace. A last line without its line end that makes no sense is what a
/// killed program leaves; it is passed over and [#cut] says so. For one thread, except
/// [#readBytes].
public final class TraceReader implements AutoCloseable {
  private final TraceFile file;
  private final ByteLines lines;
  private final LineCursor cursor;
  private final LineFormat format;
  private boolean lineWaiting;
  private boolean ended;
  private boolean cut;

  private TraceReader(TraceFile file) {
    this.file = file;
    this.lines = new ByteLines(file);
    this.cursor = new LineCursor(lines);
    this.format = FormatDetection.detect(file.name(), lines, cursor);
    this.lineWaiting = true;
  }

  /// Opens a trace and finds its compression and its format by its first bytes and lines.
  ///
  /// @throws TraceException if the file cannot be read or is no trace
  public static TraceReader open(Path path) {
    TraceFile file = TraceFile.open(path);
    try {
      return new TraceReader(file);
    } catch (RuntimeException | Error e) {
      file.close();
      throw e;
    }
  }

  /// Fills in the next event.
  ///
  /// @return false at the end of the trace
  /// @throws TraceException if the trace is malformed
  public boolean next(TraceEvent event) {
    while (!ended) {
      if (!lineWaiting && !lines.next()) {
        ended = true;
        return format.finish(event);
      }
      lineWaiting = false;
      cursor.begin();
      switch (parse(event)) {
        case EVENT -> {
          return true;
        }
        case EVENT_BEFORE -> {
          lineWaiting = true;
          return true;
        }
        case NOTHING -> {}
      }
    }
    return false;
  }

  private LineFormat.Outcome parse(TraceEvent event) {
    try {
      return format.parse(cursor, event);
    } catch (TraceException e) {
      if (!lines.cut()) {
        throw e;
      }
      cut = true;
      return LineFormat.Outcome.NOTHING;
    }
  }

  /// Returns the format that was found.
  public TraceFormat format() {
    return format.format();
  }

  /// Returns the file's name as it was given.
  public String fileName() {
    return file.name();
  }

  /// Returns the number of the line that the latest event came from, from 1.
  public long line() {
    return lines.number();
  }

  /// Returns whether the file ended within a line that had to be passed over.
  public boolean cut() {
    return cut;
  }

  /// Returns whether the format's end mark, if it has one, has been read.
  public boolean complete() {
    return format.complete();
  }

  /// Returns whether recording began in a running program.
  public boolean attached() {
    return format.attached();
  }

  /// Returns what describes the sites of this trace's events.
  public CallSites callSites() {
    return format.callSites();
  }

  /// Returns the file's size in bytes, compressed as it is; 0 for a pipe.
  public long fileBytes() {
    return file.fileBytes();
  }

  /// Returns how many bytes of the file have been read so far. Any thread.
  public long readBytes() {
    return file.readBytes();
  }

  /// Returns the exception that refuses the latest event.
  public TraceException refused(String problem) {
    return TraceException.atLine(file.name(), lines.number(), problem);
  }

  @Override
  public void close() {
    file.close();
  }
}
