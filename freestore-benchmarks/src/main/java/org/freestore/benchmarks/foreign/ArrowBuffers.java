// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.foreign;

import org.apache.arrow.memory.AllocationManager;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.memory.netty.NettyAllocationManager;
import org.apache.arrow.memory.unsafe.UnsafeAllocationManager;
import org.freestore.arrow.FreeStoreAllocationManager;
import org.freestore.benchmarks.allocator.Allocator;
import org.freestore.benchmarks.harness.CpuClock;
import org.freestore.benchmarks.harness.Measurement;
import org.freestore.benchmarks.harness.Parameters;
import org.freestore.benchmarks.harness.WorkHash;

/// Allocate a buffer of Apache Arrow, write its first byte, release it; over and over.
///
/// With `of=batch` as many buffers as a record batch of a few columns has are alive at a time.
/// Arrow's accounting is measured with it: it is the same for every memory below.
public final class ArrowBuffers {
  private static final int BATCH_BUFFERS = 32;

  private ArrowBuffers() {}

  /// Runs the workload.
  public static void run(Parameters parameters) {
    int bytes = parameters.number("bytes", 4096);
    int buffers = parameters.number("buffers", 10_000) / BATCH_BUFFERS * BATCH_BUFFERS;
    boolean batch = parameters.text("of", "one").equals("batch");
    try (BufferAllocator root = root()) {
      new Measurement(parameters)
          .print(
              CpuClock.THREAD,
              () -> batch ? batches(root, bytes, buffers) : single(root, bytes, buffers),
              buffers);
    }
  }

  private static long single(BufferAllocator root, int bytes, int buffers) {
    long hash = 0;
    for (int i = 0; i < buffers; i++) {
      try (ArrowBuf buffer = root.buffer(bytes)) {
        buffer.setByte(0, i);
      }
      hash = WorkHash.fold(hash, i);
    }
    return hash;
  }

  private static long batches(BufferAllocator root, int bytes, int buffers) {
    ArrowBuf[] batch = new ArrowBuf[BATCH_BUFFERS];
    long hash = 0;
    for (int i = 0; i < buffers; i += BATCH_BUFFERS) {
      for (int j = 0; j < BATCH_BUFFERS; j++) {
        batch[j] = root.buffer(bytes);
        batch[j].setByte(0, j);
      }
      for (ArrowBuf buffer : batch) {
        buffer.close();
      }
      hash = WorkHash.fold(hash, i);
    }
    return hash;
  }

  private static BufferAllocator root() {
    return new RootAllocator(
        RootAllocator.configBuilder().allocationManagerFactory(factory()).build());
  }

  private static AllocationManager.Factory factory() {
    String name = System.getProperty(Allocator.PROPERTY, "freestore");
    return switch (name) {
      case "freestore" -> FreeStoreAllocationManager.FACTORY;
      case "netty" -> NettyAllocationManager.FACTORY;
      case "unsafe" -> UnsafeAllocationManager.FACTORY;
      default -> throw new IllegalArgumentException("no such memory: name=" + name);
    };
  }
}
