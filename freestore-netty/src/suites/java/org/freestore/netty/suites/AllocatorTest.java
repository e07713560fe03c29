// SPDX-License-Identifier: Apache-2.0
package org.freestore.netty.suites;

import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.AbstractByteBufAllocatorTest;
import io.netty.buffer.UnpooledByteBufAllocator;
import org.freestore.FreeStore;
import org.freestore.netty.FreeStoreByteBufAllocator;

/// Netty's contract of an allocator.
class AllocatorTest extends AbstractByteBufAllocatorTest<AbstractByteBufAllocator> {
  @Override
  protected AbstractByteBufAllocator newAllocator(boolean preferDirect) {
    return new FreeStoreByteBufAllocator(FreeStore.open(), preferDirect, false);
  }

  /// The suite asks for Netty's unpooled buffers by their classes, and for nothing of ours.
  @Override
  protected AbstractByteBufAllocator newUnpooledAllocator() {
    return new UnpooledByteBufAllocator(false);
  }
}
