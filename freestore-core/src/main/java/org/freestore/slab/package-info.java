// SPDX-License-Identifier: Apache-2.0
/// Slabs: granules cut into blocks of one size class, the state of each block, and remote frees.
@NullMarked
package org.freestore.slab;

import org.jspecify.annotations.NullMarked;
