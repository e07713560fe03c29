// SPDX-License-Identifier: Apache-2.0
package org.freestore.netty;

import io.netty.buffer.ByteBufAllocator;

/// Where the agent's change to Netty leads to. Not for programs: they have
/// [FreeStoreByteBufAllocator#DEFAULT].
public final class ProcessDefault {
  private ProcessDefault() {}

  /// Returns [FreeStoreByteBufAllocator#DEFAULT]; where there can be none, says why on standard
  /// error and returns Netty's own.
  ///
  /// @param stock what Netty would use
  public static ByteBufAllocator inPlaceOf(ByteBufAllocator stock) {
    try {
      return FreeStoreByteBufAllocator.DEFAULT;
    } catch (LinkageError e) {
      Throwable reason = e.getCause() == null ? e : e.getCause();
      System.err.println(
          "freestore-netty: Netty keeps its own allocator: allocator=" + stock + ", " + reason);
      return stock;
    }
  }
}
