// SPDX-License-Identifier: Apache-2.0
package org.freestore.examples.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpRequest;

/// Answers with a copy of the body, and forgets to release one copy in a hundred: a leak to find.
final class LeakingEchoHandler extends EchoHandler {
  private static final int FORGOTTEN_ONE_IN = 100;

  private int answers;

  @Override
  protected ByteBuf body(ChannelHandlerContext context, FullHttpRequest request) {
    ByteBuf copy = context.alloc().buffer(request.content().readableBytes());
    copy.writeBytes(request.content());
    if (++answers % FORGOTTEN_ONE_IN == 0) {
      copy.retain(); // The leak: the network releases a copy once, and nobody a second time.
    }
    return copy;
  }
}
