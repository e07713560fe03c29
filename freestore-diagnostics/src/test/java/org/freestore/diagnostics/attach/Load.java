// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.attach;

import org.freestore.FreeStore;
import org.freestore.FreeStoreOptions;
import org.freestore.IntArray;

/// What tests attach to: a program under load. `Load SECONDS` keeps a number of objects and raw
/// blocks live, replaces others all the time with two threads, and ends by itself.
public final class Load {
  static final int KEPT = 2_000;
  static final int REPLACED = 1_000;

  /// In each of the two stores: one that is replaced may be there with its successor.
  static final int MOST_LIVE = KEPT + REPLACED + 1;

  static final String CACHE = "cache";

  private Load() {}

  /// Runs the program.
  public static void main(String[] arguments) throws InterruptedException {
    long seconds = Long.parseLong(arguments[0]);
    FreeStore cache = FreeStore.open(FreeStoreOptions.defaults().withName(CACHE));
    for (int i = 0; i < KEPT; i++) {
      IntArray.create(10 + i % 7);
      cache.malloc(100 + i);
    }
    Thread.ofPlatform().daemon().start(Load::replaceObjects);
    Thread.ofPlatform().daemon().start(() -> replaceBlocks(cache));
    System.out.println("ready");
    Thread.sleep(seconds * 1_000);
  }

  private static void replaceObjects() {
    IntArray[] replaced = new IntArray[REPLACED];
    for (int i = 0; ; i = (i + 1) % REPLACED) {
      FreeStore.deleteArray(replaced[i]);
      replaced[i] = IntArray.create(10 + i % 7);
    }
  }

  private static void replaceBlocks(FreeStore cache) {
    long[] replaced = new long[REPLACED];
    for (int i = 0; ; i = (i + 1) % REPLACED) {
      if (replaced[i] != 0) {
        cache.free(replaced[i]);
      }
      replaced[i] = cache.malloc(100 + i);
    }
  }
}
