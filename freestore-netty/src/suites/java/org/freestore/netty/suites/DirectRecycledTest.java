// SPDX-License-Identifier: Apache-2.0
package org.freestore.netty.suites;

import io.netty.buffer.AbstractByteBufTest;
import io.netty.buffer.ByteBuf;
import org.freestore.FreeStore;
import org.freestore.netty.FreeStoreByteBufAllocator;

/// Netty's contract of a buffer: direct, big-endian, of an allocator that recycles buffers.
class DirectRecycledTest extends AbstractByteBufTest {
  private static final FreeStoreByteBufAllocator ALLOCATOR =
      new FreeStoreByteBufAllocator(FreeStore.open(), true, true);

  @Override
  protected ByteBuf newBuffer(int capacity, int maxCapacity) {
    return ALLOCATOR.directBuffer(capacity, maxCapacity);
  }
}
