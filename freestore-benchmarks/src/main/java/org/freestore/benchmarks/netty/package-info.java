// SPDX-License-Identifier: Apache-2.0

/// Netty's buffers: allocators, sizes and threads to measure them with.
@NullMarked
package org.freestore.benchmarks.netty;

import org.jspecify.annotations.NullMarked;
