// SPDX-License-Identifier: Apache-2.0

/// The allocators that a trace can be replayed on, behind one small interface. A measuring process
/// uses one of them, so that the compiler sees one implementation and inlines it.
@NullMarked
package org.freestore.cli.allocator;

import org.jspecify.annotations.NullMarked;
