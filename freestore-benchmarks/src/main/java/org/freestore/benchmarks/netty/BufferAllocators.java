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
  /// The allocator of github.com/neoionet/netty-allocator, a port of mimalloc to Java.
  public static final String PORT = "io.github.neoionet.netty.mimalloc.MiByteBufAllocator";

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
      case "neoionet" -> port();
      default -> throw new IllegalArgumentException("no such allocator: name=" + name);
    };
  }

  /// The port is in no build: who wants to compare adds its jar to the class path.
  private static ByteBufAllocator port() {
    try {
      return Class.forName(PORT)
          .asSubclass(ByteBufAllocator.class)
          .getConstructor(boolean.class)
          .newInstance(true);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("not on the class path: class=" + PORT, e);
    }
  }
}
