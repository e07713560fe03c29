// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.netty;

import java.util.Random;

/// The sizes of buffers that servers ask for, in bytes.
public enum SizePattern {
  /// A proxy of web sockets. The sizes and their frequencies are those that Netty published
  /// (`AllocationPatternSimulator`, Copyright 2025 The Netty Project, Apache License 2.0); sizes
  /// close to each other are counted as one.
  SOCKET_PROXY {
    @Override
    int next(Random random) {
      int chosen = random.nextInt(PROXY_TOTAL);
      int at = 0;
      while (chosen >= PROXY[at][1]) {
        chosen -= PROXY[at][1];
        at++;
      }
      return PROXY[at][0];
    }
  },

  /// A gateway in front of services: log-normal, half of them below 2 KiB, 5 % above 10 KiB, at
  /// most 1 MiB.
  API_GATEWAY {
    @Override
    int next(Random random) {
      double size = Math.exp(GATEWAY_MEAN_LOG + GATEWAY_DEVIATION_LOG * random.nextGaussian());
      return Math.clamp((long) size, GATEWAY_MIN, GATEWAY_MAX);
    }
  };

  private static final double GATEWAY_MEAN_LOG = 7.6;
  private static final double GATEWAY_DEVIATION_LOG = 1.0;
  private static final int GATEWAY_MIN = 8;
  private static final int GATEWAY_MAX = 1 << 20;

  /// Size and frequency.
  private static final int[][] PROXY = {
    {9, 316}, {15, 10347}, {17, 628}, {21, 316}, {36, 338}, {48, 338},
    {64, 23}, {128, 17}, {256, 21272}, {287, 154}, {371, 116}, {424, 109},
    {466, 203}, {527, 224}, {580, 275}, {609, 435}, {614, 449}, {629, 931},
    {634, 940}, {636, 6540}, {667, 119}, {958, 23}, {1024, 29289}, {1279, 47},
    {1483, 3}, {2048, 2636}, {2303, 158}, {2334, 82}, {4096, 30}, {4351, 244},
    {4491, 139}, {4574, 266}, {5803, 9}, {7172, 31}, {7682, 15}, {8447, 564},
    {8670, 321}, {10240, 4}, {14440, 11}, {15619, 25}, {16129, 60}, {16384, 45},
    {16639, 9271}, {16862, 390}, {18432, 6},
  };

  private static final int PROXY_TOTAL = proxyTotal();

  abstract int next(Random random);

  /// Returns so many sizes, the same each time.
  public int[] sizes(int count) {
    Random random = new Random(42);
    int[] sizes = new int[count];
    for (int i = 0; i < count; i++) {
      sizes[i] = next(random);
    }
    return sizes;
  }

  private static int proxyTotal() {
    int total = 0;
    for (int[] each : PROXY) {
      total += each[1];
    }
    return total;
  }
}
