// SPDX-License-Identifier: Apache-2.0
package org.freestore.netty.suites;

import io.netty.buffer.AbstractByteBufTest;
import io.netty.buffer.ByteBuf;
import java.nio.ByteOrder;
import org.freestore.FreeStore;
import org.freestore.netty.FreeStoreByteBufAllocator;

/// Netty's contract of a buffer: direct, little-endian.
@SuppressWarnings("deprecation")
class DirectLittleEndianTest extends AbstractByteBufTest {
  private static final FreeStoreByteBufAllocator ALLOCATOR =
      new FreeStoreByteBufAllocator(FreeStore.open());

  @Override
  protected ByteBuf newBuffer(int capacity, int maxCapacity) {
    return ALLOCATOR.directBuffer(capacity, maxCapacity).order(ByteOrder.LITTLE_ENDIAN);
  }
}
