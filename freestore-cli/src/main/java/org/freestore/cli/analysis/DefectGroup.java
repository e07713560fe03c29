// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.analysis;

/// Defects of one kind from one call site.
///
/// @param callSite where in the program, printable, innermost function first; empty if the trace
///   does not say
/// @param count how many
/// @param bytes of all their blocks together
/// @param firstLine the trace line of the first
public record DefectGroup(String callSite, long count, long bytes, long firstLine) {}
