// SPDX-License-Identifier: Apache-2.0
package org.freestore.examples.netty;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import java.net.InetSocketAddress;
import java.util.function.Supplier;

/// A web server that answers with what it was sent. Every buffer of its connections comes from one
/// allocator.
public final class EchoServer implements AutoCloseable {
  private static final int MOST_BODY_BYTES = 1 << 20;

  private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(NioIoHandler.newFactory());
  private final Channel listening;

  /// Starts to listen.
  ///
  /// @param port 0 for any that is free
  /// @param handlers make what answers a connection's requests
  public EchoServer(
      int port, ByteBufAllocator allocator, Supplier<? extends EchoHandler> handlers) {
    listening =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.ALLOCATOR, allocator)
            .childOption(ChannelOption.ALLOCATOR, allocator)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    channel
                        .pipeline()
                        .addLast(
                            new HttpServerCodec(),
                            new HttpObjectAggregator(MOST_BODY_BYTES),
                            handlers.get());
                  }
                })
            .bind(port)
            .syncUninterruptibly()
            .channel();
  }

  /// Returns the port it listens on.
  public int port() {
    return ((InetSocketAddress) listening.localAddress()).getPort();
  }

  /// Waits until the server is closed.
  public void await() {
    listening.closeFuture().syncUninterruptibly();
  }

  /// Closes all connections and ends all threads.
  @Override
  public void close() {
    listening.close().syncUninterruptibly();
    loops.shutdownGracefully().syncUninterruptibly();
  }
}
