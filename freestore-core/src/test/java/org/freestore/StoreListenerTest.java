// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.freestore.fixture.Point;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Who listens is told what happens on the slow paths, and does no harm.
class StoreListenerTest {
  private static final String NAME = "listened to";

  private final Recorded recorded = new Recorded();

  private static final class Recorded implements StoreListener {
    final Map<String, List<Object>> told = new ConcurrentHashMap<>();
    boolean wantsLeaks = true;

    private void add(String what, Object value) {
      told.computeIfAbsent(what, _ -> new ArrayList<>()).add(value);
    }

    @Override
    public void opened(FreeStore store) {
      add("opened", store.name());
    }

    @Override
    public void closed(FreeStore store) {
      add("closed", store.name());
    }

    @Override
    public void refilled(String storeName, long blockBytes, int blocks, boolean objects) {
      if (storeName.equals(NAME)) {
        add("refilled", blockBytes + (objects ? " of objects" : ""));
        assertThat(blocks).isPositive();
      }
    }

    @Override
    public void purged(long byteSize, long nanos) {
      add("purged", byteSize);
    }

    @Override
    public void adopted(String storeName, long blockBytes, int slabs) {
      if (storeName.equals(NAME)) {
        add("adopted", blockBytes);
      }
    }

    @Override
    public void limitReached(String storeName, long byteSize, long inUseBytes, long limitBytes) {
      if (storeName.equals(NAME)) {
        add("limitReached", limitBytes);
      }
    }

    @Override
    public void misused(MisuseReport report) {
      add("misused", report.defect());
    }

    @Override
    public void leaked(Leaks leaks) {
      add("leaked", leaks.objects());
    }

    @Override
    public boolean wantsLeaks() {
      return wantsLeaks;
    }
  }

  @AfterEach
  void stopListening() {
    FreeStore.stopListening(recorded);
  }

  private static FreeStore open() {
    return FreeStore.open(FreeStoreOptions.defaults().withName(NAME).withPurgeDelay(Duration.ZERO));
  }

  @Test
  void storesAreToldOfAsTheyOpenAndClose() {
    FreeStore before = open();
    FreeStore.listen(recorded);
    assertThat(recorded.told.get("opened")).contains(NAME);
    assertThat(FreeStore.stores()).contains(before);
    before.close();
    assertThat(recorded.told.get("closed")).contains(NAME);
    assertThat(FreeStore.stores()).doesNotContain(before);
  }

  @Test
  void refillsAndPurgesAreToldOf() {
    FreeStore.listen(recorded);
    try (FreeStore store = open()) {
      store.free(store.malloc(100));
      FreeStore.delete(FreeStore.createIn(store, Point.class));
      assertThat(recorded.told.get("refilled")).hasSizeGreaterThanOrEqualTo(2);
      assertThat(recorded.told.get("refilled"))
          .anySatisfy(what -> assertThat((String) what).endsWith(" of objects"));
      store.free(store.malloc(1 << 20));
      store.trim();
    }
    assertThat(recorded.told.get("purged"))
        .anySatisfy(bytes -> assertThat((long) bytes).isGreaterThanOrEqualTo(1 << 20));
  }

  @Test
  void aSlabThatIsTakenOverFromAnEndedThreadIsToldOf() throws InterruptedException {
    FreeStore.listen(recorded);
    try (FreeStore store = open()) {
      store.malloc(8); // this thread's heap is its own from now on
      Thread ended = Thread.ofPlatform().start(() -> store.malloc(48));
      ended.join();
      until(() -> {
        store.malloc(48);
        return recorded.told.containsKey("adopted");
      });
      assertThat(recorded.told.get("adopted")).contains(48L);
    }
  }

  private static void until(BooleanSupplier holds) {
    for (int i = 0; i < 1_000_000 && !holds.getAsBoolean(); i++) {
      Thread.onSpinWait();
    }
  }

  @Test
  void aLimitThatIsReachedIsToldOf() {
    FreeStore.listen(recorded);
    FreeStoreOptions options = FreeStoreOptions.defaults().withName(NAME).withLimitBytes(1 << 20);
    try (FreeStore store = FreeStore.open(options)) {
      assertThatExceptionOfType(OutOfFreeStoreException.class)
          .isThrownBy(() -> store.malloc(2 << 20));
    }
    assertThat(recorded.told.get("limitReached")).containsExactly(1L << 20);
  }

  @Test
  void leaksThatNobodyWantsAreNotLookedFor() {
    recorded.wantsLeaks = false;
    FreeStore.listen(recorded);
    try (FreeStore store = open()) {
      store.malloc(100);
    }
    assertThat(recorded.told).containsKey("closed").doesNotContainKey("leaked");
  }

  @Test
  void misusesAndLeaksAreToldOf() {
    FreeStore.listen(recorded);
    try (FreeStore store = open()) {
      Point point = FreeStore.createIn(store, Point.class);
      FreeStore.delete(point);
      assertThatExceptionOfType(DoubleDeleteException.class)
          .isThrownBy(() -> FreeStore.delete(point));
      FreeStore.createIn(store, Point.class);
    }
    assertThat(recorded.told.get("misused")).containsExactly(Defect.DOUBLE_DELETE);
    assertThat(recorded.told.get("leaked")).containsExactly(1L);
  }

  @Test
  void whoThrowsIsNotHeeded() {
    StoreListener harmful =
        new StoreListener() {
          @Override
          public void refilled(String storeName, long blockBytes, int blocks, boolean objects) {
            throw new IllegalStateException("listening failed");
          }
        };
    FreeStore.listen(harmful);
    try (FreeStore store = open()) {
      assertThatCode(() -> store.free(store.malloc(100))).doesNotThrowAnyException();
      store.verify();
    } finally {
      assertThat(FreeStore.stopListening(harmful)).isTrue();
      assertThat(FreeStore.stopListening(harmful)).isFalse();
    }
  }
}
