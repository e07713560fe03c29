// SPDX-License-Identifier: Apache-2.0

/// Netty buffers whose memory comes from a [org.freestore.FreeStore].
///
/// Start with [FreeStoreByteBufAllocator].
@NullMarked
package org.freestore.netty;

import org.jspecify.annotations.NullMarked;
