// SPDX-License-Identifier: Apache-2.0
package org.freestore.netty;

import java.lang.StackWalker.StackFrame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a buffer was allocated and where it was released, recorded in stores with raised
/// [org.freestore.Protection]. Belongs to one buffer object, so that a stale one tells its own.
final class History {
  private static final int MOST_FRAMES = 16;
  private static final StackWalker WALKER = StackWalker.getInstance();

  /// A thread and its innermost frames outside of allocator and buffers.
  record Site(String threadName, List<StackTraceElement> frames) {
    static Site here() {
      return new Site(Thread.currentThread().getName(), callers());
    }

    private static List<StackTraceElement> callers() {
      return WALKER.walk(stack ->
          stack
              .dropWhile(frame -> isOwn(frame.getClassName()))
              .limit(MOST_FRAMES)
              .map(StackFrame::toStackTraceElement)
              .toList());
    }

    /// Netty's part of an allocation or release says nothing about who did it.
    private static boolean isOwn(String className) {
      return className.startsWith("io.netty.buffer.")
          || className.equals("io.netty.util.ReferenceCountUtil")
          || (className.startsWith(OWN_PREFIX) && OWN_CLASSES.contains(className));
    }
  }

  private static final String OWN_PREFIX = "org.freestore.netty.";

  /// By name, because a program may live below the same package name.
  private static final List<String> OWN_CLASSES =
      List.of(
          History.class.getName(),
          Site.class.getName(),
          Misuse.class.getName(),
          LeasedByteBuf.class.getName(),
          DirectByteBuf.class.getName(),
          HeapByteBuf.class.getName(),
          FreeStoreByteBufAllocator.class.getName());

  final Site allocated = Site.here();
  private volatile @Nullable Site released;

  void release() {
    released = Site.here();
  }

  @Nullable Site released() {
    return released;
  }
}
