// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.trace;

/// Says where in the recorded program a site is; asked only for the few sites of a report.
@FunctionalInterface
public interface CallSites {
  /// For formats that do not say where anything happened.
  CallSites NONE = site -> "";

  /// Returns the site as one printable line, innermost function first; empty where the trace does
  /// not say.
  ///
  /// @param site a number from [TraceEvent#site], also [TraceEvent#NO_SITE]
  String describe(int site);
}
