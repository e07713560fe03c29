// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpRequest;
import java.util.ArrayDeque;
import org.freestore.examples.netty.EchoHandler;

/// Keeps one body in a hundred, each for as long as so many more requests come.
final class KeepingEchoHandler extends EchoHandler {
  private static final int KEPT_ONE_IN = 100;

  private final ArrayDeque<ByteBuf> kept = new ArrayDeque<>();
  private final int mostKept;
  private final boolean copies;
  private int requests;

  /// @param forRequests how many requests of the connection a body is kept for
  /// @param copies whether to keep copies of bodies, or what was received
  KeepingEchoHandler(int forRequests, boolean copies) {
    this.mostKept = forRequests / KEPT_ONE_IN;
    this.copies = copies;
  }

  @Override
  protected ByteBuf body(ChannelHandlerContext context, FullHttpRequest request) {
    if (++requests % KEPT_ONE_IN == 0) {
      if (kept.size() >= mostKept) {
        kept.remove().release();
      }
      kept.add(toKeep(context, request.content()));
    }
    return super.body(context, request);
  }

  private ByteBuf toKeep(ChannelHandlerContext context, ByteBuf body) {
    return copies
        ? context.alloc().directBuffer(body.readableBytes()).writeBytes(body.duplicate())
        : body.retain();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) throws Exception {
    kept.forEach(ByteBuf::release);
    kept.clear();
    super.channelInactive(context);
  }
}
