// SPDX-License-Identifier: Apache-2.0

/// The measured programs, Java side: each is the twin of the C program of the same name, with the
/// same random numbers, the same order of requests, the same hash and the same clock.
@NullMarked
package org.freestore.benchmarks.workload;

import org.jspecify.annotations.NullMarked;
