// SPDX-License-Identifier: Apache-2.0
package org.freestore.netty;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/// One who holds buffers, does something random with them, step by step, and hands some to others.
/// Goes from thread to thread, and is on one at a time.
final class BufferFuzzActor {
  private static final int MOST_HELD = 200;
  private static final int MOST_STALE = 50;
  private static final int LARGEST = 300_000;

  /// A trim drops all idle leases, and it takes hundreds until one is used again.
  private static final int TRIMS_LEFT_OUT = 200;

  /// Until so many other releases, an old buffer must still be refused where buffers are recycled.
  private static final int MOST_RELEASES = FreeStoreByteBufAllocator.QUARANTINE / 2;

  final List<ModelBuffer> held = new ArrayList<>();
  final Queue<ModelBuffer> inbox = new ConcurrentLinkedQueue<>();
  final Map<String, Integer> tally = new TreeMap<>();

  private final FreeStoreByteBufAllocator allocator;
  private final BufferFuzzPlan plan;
  private final SplittableRandom random;
  private final Deque<Stale> stale = new ArrayDeque<>();
  private int releases;

  /// A buffer that was released.
  private record Stale(ByteBuf buffer, int atRelease) {}

  BufferFuzzActor(FreeStoreByteBufAllocator allocator, BufferFuzzPlan plan, long seed) {
    this.allocator = allocator;
    this.plan = plan;
    this.random = new SplittableRandom(seed);
  }

  /// Does some steps on the calling thread.
  void run(int steps, List<BufferFuzzActor> all) {
    for (int i = 0; i < steps; i++) {
      step(all);
    }
    if (plan.recycles()) {
      stale.clear(); // What this thread releases goes to others now.
    }
  }

  private void step(List<BufferFuzzActor> all) {
    int choice = random.nextInt(100);
    if (choice < 30) {
      allocate();
    } else if (choice < 60) {
      pick(this::release, "release");
    } else if (choice < 66) {
      pick(this::retain, "retain");
    } else if (choice < 72) {
      pick(this::resize, "resize");
    } else if (choice < 78) {
      pick(this::slice, "slice");
    } else if (choice < 82) {
      pick(this::copy, "copy");
    } else if (choice < 88) {
      pick(buffer -> handOver(buffer, all), "hand over");
    } else if (choice < 94) {
      takeOver();
    } else if (choice < 99) {
      useStale();
    } else if (!plan.recycles() || random.nextInt(TRIMS_LEFT_OUT) == 0) {
      allocator.trim();
      count("trim");
    }
  }

  /// Now and then.
  private void plant(Consumer<BufferBug> deed) {
    if (plan.bug() != null && random.nextInt(50) == 0) {
      deed.accept(plan.bug());
    }
  }

  private void count(String what) {
    tally.merge(what, 1, Integer::sum);
  }

  private interface Deed {
    void to(ModelBuffer buffer);
  }

  private void pick(Deed deed, String what) {
    if (!held.isEmpty()) {
      deed.to(held.get(random.nextInt(held.size())));
      count(what);
    }
  }

  /// Most are small.
  private int randomSize() {
    int bits = random.nextInt(100) == 0 ? 18 : random.nextInt(13);
    return Math.min(LARGEST, random.nextInt(2 << bits));
  }

  private void allocate() {
    if (held.size() >= MOST_HELD) {
      return;
    }
    boolean direct = random.nextInt(3) > 0;
    int size = randomSize();
    ByteBuf buffer = direct ? allocator.directBuffer(size) : allocator.heapBuffer(size);
    plant(bug -> bug.afterAllocation(buffer));
    ModelBuffer.require(
        buffer.readerIndex() == 0 && buffer.writerIndex() == 0,
        "indices of a new buffer",
        0,
        buffer);
    keep(new ModelBuffer(buffer, direct, size));
    count(direct ? "allocate direct" : "allocate heap");
    if (BufferBug.isRecycled(buffer)) {
      count("allocate recycled");
    }
  }

  private void keep(ModelBuffer model) {
    model.fill(random);
    held.add(model);
  }

  private void release(ModelBuffer model) {
    model.check();
    int decrement = 1 + random.nextInt(model.count);
    boolean plain = decrement == 1 && random.nextBoolean();
    boolean last = plain ? model.buffer.release() : model.buffer.release(decrement);
    model.count -= decrement;
    ModelBuffer.require(last == (model.count == 0), "last release", model.count == 0, last);
    if (last) {
      releases++;
      held.remove(model);
      ended(model.buffer);
    }
  }

  private void ended(ByteBuf buffer) {
    plant(bug -> bug.afterLastRelease(buffer));
    // What virtual threads release is used again among all of them.
    if (!plan.recycles() || !Thread.currentThread().isVirtual()) {
      stale.addLast(new Stale(buffer, releases));
    }
    while (stale.size() > MOST_STALE
        || (plan.recycles()
            && !stale.isEmpty()
            && releases - stale.getFirst().atRelease > MOST_RELEASES)) {
      stale.removeFirst();
    }
  }

  private void retain(ModelBuffer model) {
    int increment = 1 + random.nextInt(3);
    model.buffer.retain(increment);
    model.count += increment;
  }

  private void resize(ModelBuffer model) {
    model.check();
    int capacity = randomSize();
    model.buffer.capacity(capacity);
    plant(bug -> bug.afterResize(model.buffer));
    model.resize(capacity, random);
  }

  private void slice(ModelBuffer model) {
    int from = random.nextInt(model.contents.length + 1);
    int length = random.nextInt(model.contents.length - from + 1);
    ByteBuf slice = model.buffer.retainedSlice(from, length);
    for (int i = 0; i < length; i += 1 + i / 2) {
      byte found = slice.getByte(i);
      ModelBuffer.require(
          found == model.contents[from + i], "byte of slice", model.contents[from + i], found);
    }
    slice.release();
    model.check();
  }

  private void copy(ModelBuffer model) {
    if (held.size() >= MOST_HELD) {
      return;
    }
    ByteBuf copy = model.buffer.copy(0, model.contents.length);
    ModelBuffer copied = new ModelBuffer(copy, model.direct, copy.capacity());
    System.arraycopy(model.contents, 0, copied.contents, 0, model.contents.length);
    copied.check();
    keep(copied);
  }

  private void handOver(ModelBuffer model, List<BufferFuzzActor> all) {
    held.remove(model);
    all.get(random.nextInt(all.size())).inbox.add(model);
  }

  private void takeOver() {
    ModelBuffer model = inbox.poll();
    if (model != null) {
      model.check();
      held.add(model);
      count("take over");
    }
  }

  private void useStale() {
    if (stale.isEmpty()) {
      return;
    }
    ByteBuf buffer =
        stale.stream().skip(random.nextInt(stale.size())).findFirst().orElseThrow().buffer();
    switch (random.nextInt(6)) {
      case 0 -> refused(UseAfterReleaseException.class, () -> buffer.getByte(0), "read");
      case 1 -> refused(UseAfterReleaseException.class, () -> buffer.setByte(0, 1), "write");
      case 2 -> refused(UseAfterReleaseException.class, buffer::retain, "retain");
      case 3 -> refused(DoubleReleaseException.class, buffer::release, "release");
      case 4 -> refused(DoubleReleaseException.class, () -> buffer.release(2), "release of two");
      default -> refused(UseAfterReleaseException.class, () -> buffer.capacity(1), "resize");
    }
  }

  private void refused(Class<?> refusal, Runnable use, String what) {
    String when = what + " after the last release";
    try {
      use.run();
    } catch (RuntimeException e) {
      ModelBuffer.require(refusal.isInstance(e), when, refusal, e);
      count(when);
      return;
    }
    throw new AssertionError(when + " was not noticed");
  }

  /// Releases what is held.
  void end() {
    while (!inbox.isEmpty()) {
      takeOver();
    }
    for (ModelBuffer model : held) {
      model.check();
      model.buffer.release(model.count);
    }
    held.clear();
  }
}
