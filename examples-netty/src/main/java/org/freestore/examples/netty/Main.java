// SPDX-License-Identifier: Apache-2.0
package org.freestore.examples.netty;

import io.netty.buffer.AdaptiveByteBufAllocator;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import org.freestore.netty.FreeStoreByteBufAllocator;

/// Runs the server until it is interrupted: `Main PORT freestore|adaptive|pooled [leak]`. Then
/// tells what was not released.
public final class Main {
  private Main() {}

  /// Starts the server.
  public static void main(String[] arguments) {
    ByteBufAllocator allocator = allocator(arguments[1]);
    boolean leaks = arguments.length > 2 && arguments[2].equals("leak");
    EchoServer server =
        new EchoServer(
            Integer.parseInt(arguments[0]),
            allocator,
            leaks ? LeakingEchoHandler::new : EchoHandler::new);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server, allocator)));
    System.out.printf(
        "http://localhost:%d/ with %s, PID %d%n",
        server.port(), allocator, ProcessHandle.current().pid());
    server.await();
  }

  private static ByteBufAllocator allocator(String name) {
    return switch (name) {
      case "freestore" -> FreeStoreByteBufAllocator.DEFAULT;
      case "adaptive" -> new AdaptiveByteBufAllocator(true);
      case "pooled" -> new PooledByteBufAllocator(true);
      default -> throw new IllegalArgumentException("no such allocator: name=" + name);
    };
  }

  private static void end(EchoServer server, ByteBufAllocator allocator) {
    server.close();
    if (allocator instanceof FreeStoreByteBufAllocator freestore) {
      System.out.println(freestore.liveBuffers());
    }
  }
}
