// SPDX-License-Identifier: Apache-2.0
package org.freestore.netty;

import io.netty.buffer.ByteBuf;
import io.netty.util.IllegalReferenceCountException;
import org.freestore.FreeStore;
import org.freestore.FreeStoreOptions;

/// What actors do to buffers, and how each attempt ended.
final class Holding {
  /// The attempt was refused: the buffer had been released.
  static final int REFUSED = 0;

  /// Done, and the buffer is held still.
  static final int HELD = 1;

  /// Done, and the buffer is held no more.
  static final int ENDED = 2;

  private static final int BYTES = 64;

  private static final FreeStoreByteBufAllocator ALLOCATOR =
      new FreeStoreByteBufAllocator(
          FreeStore.open(FreeStoreOptions.defaults().withName("buffers")));

  private static final IdleLeases NOWHERE =
      new IdleLeases(ALLOCATOR, true, IdleLeases.NOBODYS_ID, 0, 0);

  private Holding() {}

  static ByteBuf newBuffer() {
    return ALLOCATOR.directBuffer(BYTES);
  }

  /// Returns a lease that no buffer has, and no other lease follows.
  static Lease newLease() {
    return new Lease(NOWHERE, 0);
  }

  static int release(ByteBuf buffer) {
    try {
      return buffer.release() ? ENDED : HELD;
    } catch (IllegalReferenceCountException e) {
      return REFUSED;
    }
  }

  static int retain(ByteBuf buffer) {
    try {
      buffer.retain();
      return HELD;
    } catch (IllegalReferenceCountException e) {
      return REFUSED;
    }
  }

  /// Returns how many holders a buffer has, after it has released them.
  static int countReleased(ByteBuf buffer) {
    int count = buffer.refCnt();
    if (count > 0) {
      buffer.release(count);
    }
    return count;
  }
}
