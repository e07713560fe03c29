// SPDX-License-Identifier: Apache-2.0

/// Freestore as the memory of others: arenas of `java.lang.foreign`, buffers of Apache Arrow.
@NullMarked
package org.freestore.benchmarks.foreign;

import org.jspecify.annotations.NullMarked;
