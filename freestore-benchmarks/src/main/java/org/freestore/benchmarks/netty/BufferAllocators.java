// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.netty;

import io.netty.buffer.AdaptiveByteBufAllocator;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import org.freestore.FreeStore;
import org.freestore.benchmarks.allocator.Allocator;
import org.freestore.netty.FreeStoreByteBufAllocator;

/// The allocator of buffers of this process.
public final class BufferAllocators {
  private BufferAllocators() {}

  /// Returns the allocator that [Allocator#PROPERTY] names. Netty's leak detector, which samples
  /// one buffer in 128, is off.
  ///
  /// @throws IllegalArgumentException if there is no allocator of that name
  public static ByteBufAllocator selected() {
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
    String name = System.getProperty(Allocator.PROPERTY, "freestore");
    return switch (name) {
      case "freestore" -> FreeStoreByteBufAllocator.DEFAULT;
      case "freestore-recycling" -> new FreeStoreByteBufAllocator(FreeStore.global(), true, true);
      case "netty-adaptive" -> new AdaptiveByteBufAllocator(true);
      case "netty-pooled" -> new PooledByteBufAllocator(true);
      default -> throw new IllegalArgumentException("no such allocator: name=" + name);
    };
  }
}
