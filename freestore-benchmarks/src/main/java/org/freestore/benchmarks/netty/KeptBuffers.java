// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.concurrent.DefaultEventExecutor;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayDeque;
import org.freestore.benchmarks.harness.CpuClock;
import org.freestore.benchmarks.harness.Measurement;
import org.freestore.benchmarks.harness.Parameters;
import org.freestore.benchmarks.harness.WorkHash;

/// A server with a cache: most buffers live for a moment, one in a hundred is kept for as long as
/// some 600,000 others come and go, a minute at 10,000 a second. How much memory is resident for
/// what is kept?
///
/// Sizes are those of [SizePattern#API_GATEWAY]; every page of a buffer is written.
public final class KeptBuffers {
  private static final ByteBufAllocator ALLOCATOR = BufferAllocators.selected();
  private static final int SIZES = 1 << 17;
  private static final int PAGE_BYTES = 4096;
  private static final int KEPT_ONE_IN = 100;

  private final int[] sizes = SizePattern.API_GATEWAY.sizes(SIZES);
  private final ByteBuf[] passing = new ByteBuf[64];
  private final ArrayDeque<ByteBuf> kept = new ArrayDeque<>();
  private final int requests;
  private final int keptRequests;

  private KeptBuffers(Parameters parameters) {
    requests = parameters.number("requests", 2_000_000);
    keptRequests = parameters.number("kept", 600_000);
  }

  /// Measures one pass and prints the result line.
  public static void run(Parameters parameters) {
    EventExecutor loop = new DefaultEventExecutor();
    loop.submit(
            () -> {
              KeptBuffers server = new KeptBuffers(parameters);
              Measurement.printOnce(CpuClock.PROCESS, server::pass, server.requests);
            })
        .syncUninterruptibly();
    loop.shutdownGracefully().syncUninterruptibly();
  }

  private long pass() {
    long hash = 0;
    for (int i = 0; i < requests; i++) {
      ByteBuf buffer = written(sizes[i & (SIZES - 1)]);
      hash = WorkHash.fold(hash, buffer.capacity());
      if (i % KEPT_ONE_IN == 0) {
        keep(buffer);
      } else {
        pass(buffer, i % passing.length);
      }
    }
    kept.forEach(ByteBuf::release);
    for (ByteBuf buffer : passing) {
      buffer.release();
    }
    return hash;
  }

  private static ByteBuf written(int byteSize) {
    ByteBuf buffer = ALLOCATOR.directBuffer(byteSize);
    for (int at = 0; at < byteSize; at += PAGE_BYTES) {
      buffer.setByte(at, at);
    }
    return buffer;
  }

  private void pass(ByteBuf buffer, int at) {
    if (passing[at] != null) {
      passing[at].release();
    }
    passing[at] = buffer;
  }

  private void keep(ByteBuf buffer) {
    kept.add(buffer);
    if (kept.size() > keptRequests / KEPT_ONE_IN) {
      kept.remove().release();
    }
  }
}
