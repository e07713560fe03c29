// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Blocks change hands among threads that die and are reborn, with every set of options; for as
/// many minutes as wanted by `-Dfreestore.fuzz.minutes=`.
class HandoverStressTest {
  private static final int GENERATIONS = 8;
  private static final int STEPS = 2_500;

  private static void run(FuzzPlan plan, int generations) {
    try (FreeStore store = FreeStore.open(plan.set().options())) {
      new HandoverStress(FuzzedStore.of(store), Thread.ofPlatform(), plan.seed())
          .run(generations, 3, plan.steps());
      new HandoverStress(FuzzedStore.of(store), Thread.ofVirtual(), ~plan.seed())
          .run(generations, 40, plan.steps() / 10);
      store.walk((address, usableBytes) -> {
        throw new FuzzFailure("left over: " + usableBytes);
      });
      store.verify();
      if (!plan.set().isGuarded()) {
        assertThat(Figures.of(store).liveBlocks()).isZero();
      }
    } catch (Exception | AssertionError found) {
      throw new FuzzFailure(
          found + "\n  To run it again, with other luck:\n  " + plan.command("HandoverStressTest"),
          found);
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyBlockArrivesUnchangedAndIsFreedOnce(OptionSet set) {
    assumeFalse(FuzzPlan.isLeftOut(set), "another set of options was asked for");
    run(FuzzPlan.of(set, STEPS), GENERATIONS);
  }

  @Test
  void everyBlockArrivesForMinutes() {
    long minutes = Long.getLong("freestore.fuzz.minutes", 0);
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(minutes);
    while (System.nanoTime() < deadline) {
      long seed = ThreadLocalRandom.current().nextLong();
      for (OptionSet set : OptionSet.values()) {
        run(new FuzzPlan(set, seed, 20_000), 5);
      }
    }
  }

  /// The stress's own test: a store that hands some blocks out twice must not pass.
  @Test
  void aBlockWithTwoOwnersIsFound() {
    AtomicInteger calls = new AtomicInteger();
    AtomicLong last = new AtomicLong();
    try (FreeStore store = FreeStore.open()) {
      FuzzedStore generous =
          new FuzzedStore.Genuine(store) {
            @Override
            public long malloc(long byteSize) {
              boolean again = byteSize < 64 && calls.incrementAndGet() % 200 == 0;
              return again && last.get() != 0 ? last.get() : remember(byteSize);
            }

            private long remember(long byteSize) {
              long address = super.malloc(Math.max(byteSize, 64));
              last.set(address);
              return address;
            }
          };
      HandoverStress stress = new HandoverStress(generous, Thread.ofPlatform(), 1);
      assertThrows(Exception.class, () -> stress.run(GENERATIONS, 3, STEPS));
    }
  }
}
