// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.analysis;

import java.util.List;

/// All of the program's defects of one kind.
///
/// @param count how many
/// @param bytes of all their blocks together
/// @param firstLine the trace line of the first, 0 if there is none
/// @param groups the call sites with the most bytes or, without bytes, the most defects, largest
///   first
/// @param otherSites how many further call sites there are
public record Defects(
    long count, long bytes, long firstLine, List<DefectGroup> groups, long otherSites) {}
