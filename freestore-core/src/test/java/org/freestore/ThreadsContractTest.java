// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.freestore.OtherThread.Work;
import org.junit.jupiter.api.Test;

/// Any block may be freed by any thread, platform or virtual, and threads may end whenever they
/// like.
@EveryOptionSet
class ThreadsContractTest extends StoreContract {
  private static final int BLOCKS = 500;

  ThreadsContractTest(OptionSet set) {
    super(set);
  }

  private static long size(int i) {
    return i % 50 == 0 ? 70_000 : (i * 37) % 3_000;
  }

  private List<Long> allocate() {
    List<Long> blocks = new ArrayList<>();
    for (int i = 0; i < BLOCKS; i++) {
      long address = store.malloc(size(i));
      Pattern.write(address, size(i), i);
      blocks.add(address);
    }
    return blocks;
  }

  private void free(List<Long> blocks) {
    for (int i = 0; i < BLOCKS; i++) {
      assertEquals(-1, Pattern.mismatch(blocks.get(i), size(i), size(i), i));
      store.free((long) blocks.get(i));
    }
  }

  private void assertNothingIsLive() {
    assertThat(walk()).isEmpty();
    store.verify();
    if (!set.isGuarded()) {
      assertThat(liveBlocks()).isZero();
    }
  }

  @Test
  void oneThreadsBlocksAreFreedByAnother() throws Exception {
    List<Long> blocks = allocate();
    OtherThread.run(() -> free(blocks));
    assertNothingIsLive();
  }

  @Test
  void theBlocksOfAThreadThatEndedAreFreed() throws Exception {
    List<Long> blocks = OtherThread.call(this::allocate);
    store.verify();
    free(blocks);
    assertNothingIsLive();
  }

  @Test
  void aVirtualThreadFreesThePlatformThreadsBlocksAndTheOtherWayRound() throws Exception {
    List<Long> ours = allocate();
    List<List<Long>> theirs = new ArrayList<>();
    OtherThread.runVirtual(() -> {
      free(ours);
      theirs.add(allocate());
    });
    free(theirs.getFirst());
    assertNothingIsLive();
  }

  @Test
  void blocksThatThreadsHandRoundArriveUnchangedAndAreFreedOnce() throws Exception {
    for (Thread.Builder builder : List.of(Thread.ofPlatform(), Thread.ofVirtual())) {
      ConcurrentLinkedQueue<long[]> handedOver = new ConcurrentLinkedQueue<>();
      AtomicInteger freed = new AtomicInteger();
      Work producer =
          () -> {
            for (int i = 0; i < BLOCKS; i++) {
              long address = store.malloc(size(i));
              Pattern.write(address, size(i), address);
              handedOver.add(new long[] {address, size(i)});
            }
          };
      Work consumer =
          () -> {
            while (freed.get() < 2 * BLOCKS) {
              long[] block = handedOver.poll();
              if (block == null) {
                LockSupport.parkNanos(1_000);
              } else {
                assertEquals(-1, Pattern.mismatch(block[0], block[1], block[1], block[0]));
                store.free(block[0], block[1]);
                freed.incrementAndGet();
              }
            }
          };
      OtherThread.runAll(builder, List.of(producer, consumer, producer, consumer));
      assertNothingIsLive();
    }
  }

  @Test
  void ofManyThreadsThatFreeTheSameBlocksExactlyOneSucceedsForEach() throws Exception {
    List<Long> blocks = allocate();
    AtomicInteger successes = new AtomicInteger();
    AtomicInteger reports = new AtomicInteger();
    CountDownLatch start = new CountDownLatch(1);
    List<Work> racers = new ArrayList<>();
    for (int racer = 0; racer < 3; racer++) {
      List<Long> order = new ArrayList<>(blocks);
      Collections.shuffle(order, new Random(racer));
      racers.add(() -> {
        start.await();
        for (long address : order) {
          try {
            store.free(address);
            successes.incrementAndGet();
          } catch (DoubleDeleteException report) {
            reports.incrementAndGet();
          }
        }
      });
    }
    start.countDown();
    OtherThread.runAll(Thread.ofPlatform(), racers);
    assertThat(successes.get()).isEqualTo(BLOCKS);
    assertThat(reports.get()).isEqualTo(2 * BLOCKS);
    assertNothingIsLive();
  }

  @Test
  void manyShortThreadsLeaveNoMoreHeapsThanWereAliveAtOnce() throws Exception {
    int heapsOfThreads = Figures.of(store).heapCount();
    for (int i = 0; i < 300; i++) {
      OtherThread.run(() -> store.free(store.malloc(100)));
      OtherThread.run(() -> store.malloc(200));
    }
    assertThat(Figures.of(store).heapCount() - heapsOfThreads).isLessThanOrEqualTo(4);
    store.walk((address, bytes) -> store.free(address));
    assertNothingIsLive();
  }

  @Test
  void manyVirtualThreadsShareAFewHeaps() throws Exception {
    int stripes = 8 * Runtime.getRuntime().availableProcessors();
    Work life =
        () -> {
          long first = store.malloc(100);
          long second = store.calloc(3_000);
          LockSupport.parkNanos(1_000); // gives way to another
          store.free(second);
          store.free(store.realloc(first, 1_000));
        };
    OtherThread.runAll(Thread.ofVirtual(), Collections.nCopies(2_000, life));
    assertThat(Figures.of(store).heapCount()).isLessThanOrEqualTo(stripes + 1);
    assertNothingIsLive();
  }

  @Test
  void verifyStatisticsWalkAndTrimWorkWhileThreadsAllocate() throws Exception {
    AtomicInteger running = new AtomicInteger(2);
    List<Work> works = new ArrayList<>();
    IntStream.range(0, 2)
        .forEach(seed ->
            works.add(() -> {
              try {
                churn(seed);
              } finally {
                running.decrementAndGet();
              }
            }));
    works.add(() -> {
      while (running.get() > 0) {
        store.verify();
        Figures.of(store);
        walk();
        store.trim();
      }
    });
    OtherThread.runAll(Thread.ofPlatform(), works);
    assertNothingIsLive();
  }

  private void churn(int seed) {
    Random random = new Random(seed);
    long[] blocks = new long[100];
    for (int i = 0; i < 5_000; i++) {
      int at = random.nextInt(blocks.length);
      if (blocks[at] != 0) {
        store.free(blocks[at]);
      }
      blocks[at] = store.malloc(random.nextInt(1, random.nextInt(2, 5_000)));
    }
    for (long block : blocks) {
      store.free(block);
    }
  }
}
