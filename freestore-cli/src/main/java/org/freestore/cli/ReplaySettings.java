// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli;

import java.nio.file.Path;
import java.util.List;
import org.freestore.cli.allocator.AllocatorKind;
import org.freestore.cli.analysis.Limits;
import org.jspecify.annotations.Nullable;

/// What `freestore replay` was asked to do.
///
/// @param traces the files, at least one
/// @param allocators what to measure, Freestore first
/// @param threads whether to replay threads as threads where a trace names them
/// @param json whether to print JSON
/// @param html the file to write a page to, or null
/// @param rounds how many rounds to time, 0 to let the trace's length decide
/// @param sites how many call sites of each kind of defect to name
/// @param limits what a trace may ask for
record ReplaySettings(
    List<Path> traces,
    List<AllocatorKind> allocators,
    boolean threads,
    boolean json,
    @Nullable Path html,
    int rounds,
    int sites,
    Limits limits) {}
