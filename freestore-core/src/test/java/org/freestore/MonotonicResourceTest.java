// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.ExecutionException;
import org.freestore.fixture.Spot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MonotonicResourceTest {
  private final FreeStore store = FreeStore.open(FreeStoreOptions.defaults().withName("onwards"));
  private final MonotonicResource memory = MonotonicResource.open(store, 256);

  @AfterEach
  void everythingIsGivenBack() {
    memory.close();
    memory.close();
    store.verify();
    assertThat(store.statistics().liveBlocks()).isZero();
    store.close();
  }

  @Test
  void segmentsFollowEachOtherInChunksThatDouble() {
    long first = memory.allocate(100, 4).address();
    assertThat(memory.allocate(100, 4).address()).isEqualTo(first + 100);
    assertThat(store.statistics().liveBlocks()).isEqualTo(1);
    memory.allocate(100, 4);
    assertThat(store.statistics().liveBlocks()).isEqualTo(2);
    memory.allocate(400, 4);
    assertThat(store.statistics().liveBlocks()).isEqualTo(2);
    memory.allocate(10_000, 4);
    assertThat(store.statistics().liveBlocks()).isEqualTo(3);
  }

  @Test
  void theReleaseKeepsTheInitialBufferOnly() {
    MemorySegment first = memory.allocate(8, 8);
    memory.allocate(1000, 8);
    memory.release();
    assertThat(store.statistics().liveBlocks()).isEqualTo(1);
    assertThatIllegalStateException().isThrownBy(() -> first.get(ValueLayout.JAVA_LONG, 0));
    assertThat(memory.allocate(8, 8).address()).isEqualTo(first.address());
  }

  @Test
  void aDeallocationIsCheckedAndDoesNothing() {
    MemorySegment segment = memory.allocate(8, 8);
    memory.deallocate(segment);
    segment.set(ValueLayout.JAVA_LONG, 0, 1);
    assertThat(memory.allocate(8, 8).address()).isNotEqualTo(segment.address());
    assertThatExceptionOfType(InvalidDeleteException.class)
        .isThrownBy(() -> memory.deallocate(MemorySegment.ofArray(new byte[8])));
    memory.release();
    assertThatExceptionOfType(InvalidDeleteException.class)
        .isThrownBy(() -> memory.deallocate(segment));
  }

  @Test
  void onlyItsThreadMayUseIt() {
    assertThatThrownBy(() -> OtherThread.run(() -> memory.allocate(8, 8)))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(WrongThreadException.class);
    assertThatThrownBy(() -> OtherThread.run(() -> FreeStore.createIn(memory, Spot.class)))
        .hasCauseInstanceOf(WrongThreadException.class);
    assertThatThrownBy(() -> OtherThread.run(memory::release))
        .hasCauseInstanceOf(WrongThreadException.class);
    assertThatThrownBy(() -> OtherThread.run(memory::close))
        .hasCauseInstanceOf(WrongThreadException.class);
  }

  @Test
  void anInitialBufferHasAByteAtLeast() {
    assertThatIllegalArgumentException().isThrownBy(() -> MonotonicResource.open(store, 0));
    assertThat(memory.upstream()).isSameAs(store);
  }

  @Test
  void thousandsOfDeletedObjectsAreForgotten() {
    Spot kept = FreeStore.createIn(memory, Spot.class);
    for (int i = 0; i < 10_000; i++) {
      FreeStore.delete(FreeStore.createIn(memory, Spot.class));
    }
    assertThat(kept.x()).isZero();
    memory.release();
    assertThatExceptionOfType(UseAfterDeleteException.class).isThrownBy(kept::x);
  }
}
