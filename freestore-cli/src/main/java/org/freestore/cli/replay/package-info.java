// SPDX-License-Identifier: Apache-2.0

/// Executes operations on an allocator, by one thread or by the trace's own, and reads the clock.
@NullMarked
package org.freestore.cli.replay;

import org.jspecify.annotations.NullMarked;
