// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.trace;

/// How one format's lines become events.
interface LineFormat {
  /// What came of a line.
  enum Outcome {
    /// The line says nothing about memory.
    NOTHING,
    /// The line filled in the event.
    EVENT,
    /// The event was owed by earlier lines; the line itself is still to be parsed.
    EVENT_BEFORE
  }

  TraceFormat format();

  /// Parses the line at which `line` stands.
  ///
  /// @throws TraceException if the line is malformed
  Outcome parse(LineCursor line, TraceEvent event);

  /// Fills in an event owed by earlier lines when the file has ended.
  ///
  /// @return whether there was one; asked once
  default boolean finish(TraceEvent event) {
    return false;
  }

  /// Returns whether the last of the parsed lines completes a recording. Formats without an end
  /// mark return true.
  default boolean complete() {
    return true;
  }

  /// Returns whether recording began in a running program, so that it may free what was never seen
  /// allocated.
  default boolean attached() {
    return false;
  }

  default CallSites callSites() {
    return CallSites.NONE;
  }
}
