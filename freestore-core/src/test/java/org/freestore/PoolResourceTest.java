// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.freestore.PoolResource.Options;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoolResourceTest {
  private final FreeStore store = FreeStore.open(FreeStoreOptions.defaults().withName("pools"));
  private final PoolResource pool = PoolResource.open(store, new Options(8, 256));

  @AfterEach
  void everythingIsGivenBack() {
    pool.close();
    pool.close();
    store.verify();
    assertThat(store.statistics().liveBlocks()).isZero();
    store.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 8, 9, 100, 256, 257, 100_000})
  void aBlockIsReusedAfterItWasDeallocated(long byteSize) {
    MemorySegment first = pool.allocate(byteSize, 1);
    MemorySegment second = pool.allocate(byteSize, 1);
    assertThat(second.address()).isNotEqualTo(first.address());
    pool.deallocate(first);
    MemorySegment third = pool.allocate(byteSize, 1);
    assertThat(third.address()).isEqualTo(first.address());
    pool.deallocate(second);
    pool.deallocate(third);
  }

  @ParameterizedTest
  @ValueSource(longs = {8, 200, 5000})
  void everyMisuseOfADeallocationIsFound(long byteSize) {
    MemorySegment segment = pool.allocate(byteSize, 8);
    pool.deallocate(segment);
    assertThatExceptionOfType(InvalidDeleteException.class)
        .isThrownBy(() -> pool.deallocate(segment));
    MemorySegment live = pool.allocate(byteSize, 8);
    MemorySegment raw = store.allocate(8, 8);
    try (PoolResource other = PoolResource.open(store, Options.defaults());
        Arena arena = Arena.ofConfined()) {
      MemorySegment others = other.allocate(8, 8);
      for (MemorySegment wrong :
          List.of(
              others,
              raw,
              arena.allocate(8),
              MemorySegment.ofArray(new byte[8]),
              live.asSlice(1))) {
        assertThatExceptionOfType(InvalidDeleteException.class)
            .isThrownBy(() -> pool.deallocate(wrong));
      }
    }
    store.free(raw);
    pool.deallocate(live);
    assertThatExceptionOfType(InvalidDeleteException.class).isThrownBy(() -> pool.deallocate(live));
  }

  @Test
  void aBlockOfAPoolDeallocatedTwiceIsADoubleDelete() {
    MemorySegment segment = pool.allocate(16, 8);
    pool.deallocate(segment);
    assertThatExceptionOfType(DoubleDeleteException.class)
        .isThrownBy(() -> pool.deallocate(segment));
  }

  @Test
  void afterTheReleaseSegmentsAreDeadAndThePoolBeginsAnew() {
    MemorySegment segment = pool.allocate(16, 8);
    MemorySegment large = pool.allocate(1000, 8);
    pool.release();
    assertThat(store.statistics().liveBlocks()).isZero();
    for (MemorySegment dead : List.of(segment, large)) {
      assertThatIllegalStateException().isThrownBy(() -> dead.get(ValueLayout.JAVA_BYTE, 0));
      assertThatExceptionOfType(InvalidDeleteException.class)
          .isThrownBy(() -> pool.deallocate(dead));
    }
    pool.allocate(16, 8).set(ValueLayout.JAVA_LONG, 0, 1);
  }

  @Test
  void optionsAreRoundedAndChecked() {
    assertThat(new Options(0, 0)).isEqualTo(new Options(1024, 4096)).isEqualTo(Options.defaults());
    assertThat(new Options(1, 100)).isEqualTo(new Options(1, 128));
    assertThat(new Options(Integer.MAX_VALUE, Long.MAX_VALUE))
        .isEqualTo(new Options(65_536, 1 << 20));
    assertThatIllegalArgumentException().isThrownBy(() -> new Options(-1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Options(0, -1));
    assertThat(pool.options()).isEqualTo(new Options(8, 256));
    assertThat(pool.upstream()).isSameAs(store);
  }

  @Test
  void threadsGetDisjointBlocks() throws Exception {
    Set<Long> addresses = new HashSet<>();
    List<OtherThread.Work> works = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      works.add(() -> {
        List<MemorySegment> own = new ArrayList<>();
        for (int n = 0; n < 500; n++) {
          MemorySegment segment = pool.allocate(24, 8);
          segment.set(ValueLayout.JAVA_LONG, 0, segment.address());
          own.add(segment);
          if (n % 3 == 0) {
            pool.deallocate(own.remove(own.size() / 2));
          }
        }
        synchronized (addresses) {
          for (MemorySegment segment : own) {
            assertThat(segment.get(ValueLayout.JAVA_LONG, 0)).isEqualTo(segment.address());
            assertThat(addresses.add(segment.address())).isTrue();
          }
        }
      });
    }
    OtherThread.runAll(Thread.ofPlatform(), works);
    assertThat(addresses).hasSizeGreaterThan(1000);
  }
}
