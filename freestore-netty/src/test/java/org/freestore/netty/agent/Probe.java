// SPDX-License-Identifier: Apache-2.0
package org.freestore.netty.agent;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/// A program that knows nothing of Freestore: prints what Netty's default allocator is, and uses
/// it.
final class Probe {
  private Probe() {}

  public static void main(String[] arguments) {
    ByteBuf buffer = ByteBufAllocator.DEFAULT.buffer(100).writeLong(7);
    System.out.println(ByteBufAllocator.DEFAULT.getClass().getSimpleName());
    System.out.println(buffer.readLong() + " " + buffer.getClass().getSimpleName());
    buffer.release();
  }
}
