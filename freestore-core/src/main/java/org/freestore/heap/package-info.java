// SPDX-License-Identifier: Apache-2.0
/// Heaps: a thread's slabs and magazines, remote frees into them, stripes for virtual threads.
@NullMarked
package org.freestore.heap;

import org.jspecify.annotations.NullMarked;
