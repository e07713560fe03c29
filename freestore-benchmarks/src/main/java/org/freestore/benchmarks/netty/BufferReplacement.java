// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.concurrent.DefaultEventExecutor;
import io.netty.util.concurrent.EventExecutor;
import java.util.Random;
import org.freestore.benchmarks.harness.CpuClock;
import org.freestore.benchmarks.harness.Measurement;
import org.freestore.benchmarks.harness.Parameters;
import org.freestore.benchmarks.harness.WorkHash;

/// Replace a buffer among many that are alive, in random order: release the old one, allocate
/// another of the sizes that a server asks for. After Netty's
/// `ByteBufAllocatorAllocPatternBenchmark`; as there, nothing is written to the buffers, unless
/// `use=true` asks for a byte to be written to each and read before its release.
///
/// On an event loop, as Netty's allocators are made for; the CPU time of the process counts, so
/// that garbage is paid for.
public final class BufferReplacement {
  private static final ByteBufAllocator ALLOCATOR = BufferAllocators.selected();
  private static final int SIZES = 1 << 17;

  private final int[] sizes;
  private final int[] order;
  private final ByteBuf[] buffers;
  private final int replacements;
  private final boolean direct;
  private final boolean use;
  private int step;

  /// Allocates all buffers.
  ///
  /// @param live how many, a power of two
  public BufferReplacement(
      SizePattern pattern, int live, boolean direct, boolean use, int replacements) {
    this.sizes = pattern.sizes(SIZES);
    this.order = shuffled(live);
    this.buffers = new ByteBuf[live];
    this.direct = direct;
    this.use = use;
    this.replacements = replacements;
    for (int i = 0; i < live; i++) {
      buffers[i] = used(buffer(sizes[i]), i);
    }
  }

  /// Measures and prints the result line.
  public static void run(Parameters parameters) {
    SizePattern pattern = SizePattern.valueOf(parameters.text("pattern", "SOCKET_PROXY"));
    int live = parameters.number("live", 1024);
    boolean direct = parameters.text("kind", "direct").equals("direct");
    boolean use = parameters.text("use", "false").equals("true");
    int replacements = parameters.number("replacements", 100_000);
    EventExecutor loop = new DefaultEventExecutor();
    loop.submit(
            () -> {
              BufferReplacement state =
                  new BufferReplacement(pattern, live, direct, use, replacements);
              new Measurement(parameters).print(CpuClock.PROCESS, state::pass, replacements);
              state.release();
            })
        .syncUninterruptibly();
    loop.shutdownGracefully().syncUninterruptibly();
  }

  private static int[] shuffled(int count) {
    int[] order = new int[count];
    Random random = new Random(7);
    for (int i = 0; i < count; i++) {
      int at = random.nextInt(i + 1);
      order[i] = order[at];
      order[at] = i;
    }
    return order;
  }

  /// Every buffer begins with the low byte of its index, so that each pass reads the same.
  private long pass() {
    long hash = 0;
    int start = step;
    step = (start + replacements) & (sizes.length - 1);
    for (int i = 0; i < replacements; i++) {
      int index = order[i & (order.length - 1)];
      hash = WorkHash.fold(hash, replace(index, sizes[(start + i) & (sizes.length - 1)]));
    }
    return hash;
  }

  private int replace(int index, int size) {
    ByteBuf old = buffers[index];
    int read = use ? old.readByte() : index;
    old.release();
    buffers[index] = used(buffer(size), index);
    return read;
  }

  private ByteBuf used(ByteBuf buffer, int index) {
    return use ? buffer.writeByte(index) : buffer;
  }

  /// Replaces one buffer; gives a number that depends on it.
  public int replaceNext() {
    int at = step++;
    return replace(order[at & (order.length - 1)], sizes[at & (sizes.length - 1)]);
  }

  /// Releases all buffers.
  public void release() {
    for (ByteBuf buffer : buffers) {
      buffer.release();
    }
  }

  private ByteBuf buffer(int size) {
    return direct ? ALLOCATOR.directBuffer(size) : ALLOCATOR.heapBuffer(size);
  }
}
