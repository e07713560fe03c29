// SPDX-License-Identifier: Apache-2.0
package org.freestore.netty.suites;

import io.netty.buffer.AbstractByteBufTest;
import io.netty.buffer.ByteBuf;
import java.nio.ByteOrder;
import org.freestore.FreeStore;
import org.freestore.netty.FreeStoreByteBufAllocator;

/// Netty's contract of a buffer: direct, big-endian.
@SuppressWarnings("deprecation")
class DirectBigEndianTest extends AbstractByteBufTest {
  private static final FreeStoreByteBufAllocator ALLOCATOR =
      new FreeStoreByteBufAllocator(FreeStore.open());

  @Override
  protected ByteBuf newBuffer(int capacity, int maxCapacity) {
    return ALLOCATOR.directBuffer(capacity, maxCapacity).order(ByteOrder.BIG_ENDIAN);
  }
}
