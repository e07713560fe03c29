// SPDX-License-Identifier: Apache-2.0
package org.freestore.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.util.IllegalReferenceCountException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.freestore.FreeStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LeaseTest {
  private final FreeStore store = FreeStore.open();
  private final FreeStoreByteBufAllocator allocator = new FreeStoreByteBufAllocator(store);
  private final IdleLeases home =
      new IdleLeases(allocator, true, Thread.currentThread().threadId(), 8, 0);

  @AfterEach
  void closesItsStore() {
    store.close();
  }

  @Test
  void aTermEndsWithTheLastRelease() {
    Lease lease = new Lease(home, 5);
    int term = lease.begin(0, 0);
    assertThat(term).isEqualTo(5);
    assertThat(lease.retain(term, 2)).isEqualTo(1);
    assertThat(lease.endTerm(term)).isFalse();
    assertThat(lease.release(term, 2)).isEqualTo(1);
    assertThat(lease.endTerm(term)).isTrue();
    assertThat(lease.count(term)).isZero();
    assertThat(lease.count(term + 1)).isZero();
    assertThat(lease.release(term, 1)).isEqualTo(-1);
    assertThat(lease.retain(term, 1)).isZero();
    assertThat(lease.begin(0, 0)).isEqualTo(6);
    assertThat(lease.count(term)).isZero();
    assertThat(lease.count(6)).isEqualTo(1);
  }

  @Test
  void countsThatDoNotFitChangeNothing() {
    ByteBuf buffer = allocator.directBuffer(8);
    buffer.retain(Integer.MAX_VALUE - 1);
    assertThatThrownBy(buffer::retain).isInstanceOf(IllegalReferenceCountException.class);
    assertThat(buffer.refCnt()).isEqualTo(Integer.MAX_VALUE);
    buffer.release(Integer.MAX_VALUE - 2);
    assertThatThrownBy(() -> buffer.release(3))
        .isInstanceOf(IllegalReferenceCountException.class)
        .hasMessage("refCnt: 2, decrement: 3");
    assertThatThrownBy(() -> buffer.release(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> buffer.retain(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThat(buffer.refCnt()).isEqualTo(2);
    assertThat(buffer.release(2)).isTrue();
  }

  @Test
  void aLeaseWhoseTermsAreUsedUpIsNotLentAgain() {
    Lease old = allocator.newLease(home, Lease.LAST_TERM - 1);
    allocator.takeBack(true, old.number);
    ByteBuf lastButOne = allocator.directBuffer(8);
    assertThat(((LeasedByteBuf) lastButOne).lease).isSameAs(old);
    lastButOne.release();
    ByteBuf last = allocator.directBuffer(8);
    assertThat(((LeasedByteBuf) last).lease).isSameAs(old);
    last.release();
    ByteBuf next = allocator.directBuffer(8);
    assertThat(((LeasedByteBuf) next).lease).isNotSameAs(old);
    assertThatThrownBy(last::release).isInstanceOf(DoubleReleaseException.class);
    next.release();
  }

  @Test
  void ofRacingReleasesExactlyOneIsTheLast() throws Exception {
    int rounds = 2_000;
    ByteBuf[] buffers = new ByteBuf[rounds];
    for (int i = 0; i < rounds; i++) {
      buffers[i] = allocator.directBuffer(16);
    }
    AtomicInteger last = new AtomicInteger();
    AtomicInteger refused = new AtomicInteger();
    CyclicBarrier start = new CyclicBarrier(2);
    Runnable releaseAll =
        () -> {
          await(start);
          for (ByteBuf buffer : buffers) {
            try {
              last.addAndGet(buffer.release() ? 1 : 0);
            } catch (DoubleReleaseException e) {
              refused.incrementAndGet();
            }
          }
        };
    Thread other = Thread.ofPlatform().start(releaseAll);
    releaseAll.run();
    other.join();
    assertThat(last).hasValue(rounds);
    assertThat(refused).hasValue(rounds);
    assertThat(allocator.liveBuffers().isEmpty()).isTrue();
    store.verify();
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
