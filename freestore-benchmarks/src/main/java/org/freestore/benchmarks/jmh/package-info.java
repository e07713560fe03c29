// SPDX-License-Identifier: Apache-2.0

/// JMH benchmarks: the same small workloads through the tool Java people trust, with the garbage on
/// the Java heap per operation.
@NullMarked
package org.freestore.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
