// SPDX-License-Identifier: Apache-2.0

/// Runs the cases: builds command lines, starts processes in interleaved rounds, collects figures.
@NullMarked
package org.freestore.benchmarks.run;

import org.jspecify.annotations.NullMarked;
