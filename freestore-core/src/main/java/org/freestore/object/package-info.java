// SPDX-License-Identifier: Apache-2.0
/// What an object is: references, headers, and slabs of blocks that have a header each.
@NullMarked
package org.freestore.object;

import org.jspecify.annotations.NullMarked;
