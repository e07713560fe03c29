// SPDX-License-Identifier: Apache-2.0
package org.freestore.netty;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.freestore.FreeStore;
import org.freestore.FreeStoreOptions;

/// Carries a plan out: some actors, each with a new thread every round, platform or virtual. After
/// each round, when no thread runs, lists, figures and books must agree with the model.
final class BufferFuzzer {
  private static final int STEPS_OF_A_ROUND = 2_000;

  /// A thread uses an object again after hundreds of releases, and none of them after its end.
  private static final int STEPS_OF_A_RECYCLING_ROUND = 12_000;

  private final BufferFuzzPlan plan;
  private final FreeStore store;
  private final FreeStoreByteBufAllocator allocator;
  private final List<BufferFuzzActor> actors = new ArrayList<>();

  private BufferFuzzer(BufferFuzzPlan plan, FreeStore store) {
    this.plan = plan;
    this.store = store;
    allocator = new FreeStoreByteBufAllocator(store, true, plan.recycles());
    for (int i = 0; i < plan.threads(); i++) {
      actors.add(new BufferFuzzActor(allocator, plan, plan.seed() * 31 + i));
    }
  }

  /// Returns how often each kind of thing was done.
  ///
  /// @throws AssertionError if anything went wrong; the message ends in the command that runs the
  ///   plan again
  static Map<String, Integer> run(BufferFuzzPlan plan) {
    try (FreeStore store = FreeStore.open(FreeStoreOptions.defaults().withName("fuzzed"))) {
      return new BufferFuzzer(plan, store).run();
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError(
          "%s: %s%n  To run it again:%n    %s".formatted(plan, e, plan.command()), e);
    }
  }

  private Map<String, Integer> run() {
    int steps = plan.recycles() ? STEPS_OF_A_RECYCLING_ROUND : STEPS_OF_A_ROUND;
    for (int done = 0; done < plan.steps(); done += steps) {
      round(Math.min(steps, plan.steps() - done), done / steps);
      check();
    }
    actors.forEach(BufferFuzzActor::end);
    check();
    allocator.trim();
    ModelBuffer.require(allocator.leaseCount() == 0, "leases", 0, allocator.leaseCount());
    Map<String, Integer> tally = new TreeMap<>();
    for (BufferFuzzActor actor : actors) {
      actor.tally.forEach((what, count) -> tally.merge(what, count, Integer::sum));
    }
    return tally;
  }

  private void round(int steps, int number) {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < actors.size(); i++) {
      BufferFuzzActor actor = actors.get(i);
      Thread.Builder kind = (number + i) % 3 == 2 ? Thread.ofVirtual() : Thread.ofPlatform();
      threads.add(
          kind.start(() -> {
            try {
              actor.run(steps, actors);
            } catch (Throwable e) {
              failure.compareAndSet(null, e);
            }
          }));
    }
    threads.forEach(BufferFuzzer::join);
    Throwable found = failure.get();
    if (found != null) {
      throw new AssertionError(found.toString(), found);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void check() {
    store.verify();
    List<ModelBuffer> models =
        actors.stream()
            .flatMap(actor -> Stream.concat(actor.held.stream(), actor.inbox.stream()))
            .toList();
    models.forEach(ModelBuffer::check);
    LiveBuffers listed = allocator.liveBuffers();
    require("live buffers", models.size(), listed.buffers().size());
    require(
        "capacities of live buffers",
        bytes(models, true) + bytes(models, false),
        listed.byteSize());
    require("direct bytes", bytes(models, true), allocator.metric().usedDirectMemory());
    require("heap bytes", bytes(models, false), allocator.metric().usedHeapMemory());
    require(
        "references",
        models.stream().mapToLong(model -> model.count).sum(),
        listed.buffers().stream().mapToLong(LiveBuffer::referenceCount).sum());
    require(
        "live blocks",
        models.stream().filter(model -> model.direct).count(),
        store.statistics().liveBlocks());
  }

  private static long bytes(List<ModelBuffer> models, boolean direct) {
    return models.stream()
        .filter(model -> model.direct == direct)
        .mapToLong(model -> model.contents.length)
        .sum();
  }

  private static void require(String what, long expected, long found) {
    ModelBuffer.require(expected == found, what, expected, found);
  }
}
