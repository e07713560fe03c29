// SPDX-License-Identifier: Apache-2.0

/// The allocators that a Java program can call, behind one interface: Freestore and what it is
/// measured against.
@NullMarked
package org.freestore.benchmarks.allocator;

import org.jspecify.annotations.NullMarked;
