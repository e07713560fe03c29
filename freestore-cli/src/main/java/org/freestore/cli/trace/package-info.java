// SPDX-License-Identifier: Apache-2.0

/// Reads recorded memory traces: finds compression and format by content and turns lines into
/// events, in bounded memory whatever the file holds.
///
/// The way through: [TraceFile][org.freestore.cli.trace.TraceFile] (bytes, decompressed) →
/// [ByteLines][org.freestore.cli.trace.ByteLines] (lines) →
/// [LineCursor][org.freestore.cli.trace.LineCursor] (fields) →
/// [LineFormat][org.freestore.cli.trace.LineFormat] (one per format) →
/// [TraceReader][org.freestore.cli.trace.TraceReader] (events). Whatever is wrong with the input
/// ends in a [TraceException][org.freestore.cli.trace.TraceException].
@NullMarked
package org.freestore.cli.trace;

import org.jspecify.annotations.NullMarked;
