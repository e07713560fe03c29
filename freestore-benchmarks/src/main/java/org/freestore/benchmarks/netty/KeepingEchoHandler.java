// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpRequest;
import java.util.ArrayDeque;
import org.freestore.examples.netty.EchoHandler;
import org.jspecify.annotations.Nullable;

/// Keeps one body in a hundred for a time, and releases it then, at the next request of its
/// connection.
final class KeepingEchoHandler extends EchoHandler {
  private static final int KEPT_ONE_IN = 100;

  private record Kept(ByteBuf buffer, long untilNanos) {}

  private final ArrayDeque<Kept> kept = new ArrayDeque<>();
  private final long keepNanos;
  private final boolean copies;
  private int requests;

  /// @param copies whether to keep copies of bodies, or what was received
  KeepingEchoHandler(long keepNanos, boolean copies) {
    this.keepNanos = keepNanos;
    this.copies = copies;
  }

  @Override
  protected ByteBuf body(ChannelHandlerContext context, FullHttpRequest request) {
    long now = System.nanoTime();
    for (Kept first = kept.peek(); isOver(first, now); first = kept.peek()) {
      kept.remove().buffer.release();
    }
    if (++requests % KEPT_ONE_IN == 0) {
      kept.add(new Kept(toKeep(context, request.content()), now + keepNanos));
    }
    return super.body(context, request);
  }

  private static boolean isOver(@Nullable Kept kept, long now) {
    return kept != null && kept.untilNanos - now <= 0;
  }

  private ByteBuf toKeep(ChannelHandlerContext context, ByteBuf body) {
    return copies
        ? context.alloc().directBuffer(body.readableBytes()).writeBytes(body.duplicate())
        : body.retain();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) throws Exception {
    kept.forEach(each -> each.buffer.release());
    kept.clear();
    super.channelInactive(context);
  }
}
