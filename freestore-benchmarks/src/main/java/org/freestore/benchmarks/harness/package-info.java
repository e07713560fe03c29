// SPDX-License-Identifier: Apache-2.0

/// What every Java workload shares, the twin of `harness.h`: random numbers, hash, clocks, the rule
/// of warm-up, the result line.
@NullMarked
package org.freestore.benchmarks.harness;

import org.jspecify.annotations.NullMarked;
