// SPDX-License-Identifier: Apache-2.0
package org.freestore.netty;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.SplittableRandom;

/// A buffer and what must be true of it. Used by one thread at a time.
final class ModelBuffer {
  final ByteBuf buffer;
  final boolean direct;
  byte[] contents;
  int count = 1;

  ModelBuffer(ByteBuf buffer, boolean direct, int capacity) {
    this.buffer = buffer;
    this.direct = direct;
    this.contents = new byte[capacity];
  }

  /// Writes new contents.
  void fill(SplittableRandom random) {
    random.nextBytes(contents);
    buffer.setBytes(0, contents);
  }

  /// Notes a new capacity: what there was stays, what came is written anew.
  void resize(int capacity, SplittableRandom random) {
    int before = contents.length;
    contents = Arrays.copyOf(contents, capacity);
    check(Math.min(before, capacity));
    fill(random);
  }

  /// Requires that all is as it should be.
  void check() {
    check(contents.length);
  }

  private void check(int bytes) {
    require(buffer.refCnt() == count, "reference count", count, buffer.refCnt());
    require(buffer.capacity() == contents.length, "capacity", contents.length, buffer.capacity());
    require(buffer.isDirect() == direct, "direct", direct, buffer.isDirect());
    byte[] found = new byte[bytes];
    buffer.getBytes(0, found);
    int wrong = Arrays.mismatch(found, Arrays.copyOf(contents, bytes));
    if (wrong >= 0) {
      require(false, "byte " + wrong + " of " + bytes, contents[wrong], found[wrong]);
    }
  }

  static void require(boolean condition, String what, Object expected, Object found) {
    if (!condition) {
      throw new AssertionError(what + ": expected=" + expected + " found=" + found);
    }
  }
}
