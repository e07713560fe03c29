// SPDX-License-Identifier: Apache-2.0
package org.freestore.netty;

import io.netty.buffer.ByteBuf;

/// Bugs that the [BufferFuzzer] must find.
enum BufferBug {
  /// A lease is idle twice: two buffers get it.
  GIVES_A_LEASE_BACK_TWICE {
    @Override
    void afterLastRelease(ByteBuf buffer) {
      Lease lease = lease(buffer);
      if (lease.home.isOwn()) {
        lease.home.push(lease.number);
      }
    }
  },

  /// A live buffer is not listed.
  FORGETS_A_LEASE {
    @Override
    void afterAllocation(ByteBuf buffer) {
      Lease lease = lease(buffer);
      lease.allocator().forget(lease.number);
    }
  },

  /// Contents change when the capacity does.
  LOSES_A_BYTE {
    @Override
    void afterResize(ByteBuf buffer) {
      if (buffer.capacity() > 0) {
        buffer.setByte(0, ~buffer.getByte(0));
      }
    }
  },

  /// A buffer object that is used again remembers where it had been written to.
  KEEPS_AN_INDEX {
    @Override
    void afterAllocation(ByteBuf buffer) {
      if (isRecycled(buffer) && buffer.capacity() > 0) {
        buffer.writerIndex(1);
      }
    }
  },

  /// A buffer is listed with a capacity that it does not have.
  LISTS_ANOTHER_CAPACITY {
    @Override
    void afterResize(ByteBuf buffer) {
      lease(buffer).capacity++;
    }
  };

  void afterAllocation(ByteBuf buffer) {}

  void afterResize(ByteBuf buffer) {}

  void afterLastRelease(ByteBuf buffer) {}

  /// Returns whether the object of a new buffer was used before.
  static boolean isRecycled(ByteBuf buffer) {
    Lease lease = lease(buffer);
    return lease instanceof RecyclingLease && Lease.termOf(lease.word()) > 1;
  }

  private static Lease lease(ByteBuf buffer) {
    return ((LeasedByteBuf) buffer).lease;
  }
}
