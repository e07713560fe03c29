// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.analysis;

import org.freestore.cli.operations.OperationFacts;
import org.freestore.cli.trace.TraceFormat;

/// What a trace says about the program.
///
/// @param trace the file's name as it was given
/// @param format the format that was found
/// @param facts what the replay needs to know
/// @param threads how many threads the trace names; 1 if its format names none
/// @param mix the operations
/// @param sizes the sizes asked for, reallocs included
/// @param peakLiveBytes the largest sum of the live blocks' requested sizes
/// @param peakLiveBlocks the largest number of live blocks
/// @param failedRequests requests that the program's own allocator refused
/// @param repeatedAddresses allocations at an address that was still live in the trace
/// @param leaks blocks that were never freed
/// @param doubleFrees frees and reallocs of blocks already freed
/// @param invalidFrees frees and reallocs of pointers that were never allocated
/// @param complete whether the recording ended as its format says it should
/// @param attached whether recording began in a running program
public record TraceSummary(
    String trace,
    TraceFormat format,
    OperationFacts facts,
    int threads,
    OperationMix mix,
    SizeHistogram sizes,
    long peakLiveBytes,
    int peakLiveBlocks,
    long failedRequests,
    long repeatedAddresses,
    Defects leaks,
    Defects doubleFrees,
    Defects invalidFrees,
    boolean complete,
    boolean attached) {}
