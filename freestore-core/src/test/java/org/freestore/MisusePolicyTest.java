// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.freestore.fixture.Point;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/// Where the policy says so, a delete that is refused is reported, and the program goes on.
@ResourceLock(Resources.SYSTEM_ERR)
class MisusePolicyTest {
  private final FreeStore store =
      FreeStore.open(
          FreeStoreOptions.defaults().withName("lenient").withMisusePolicy(MisusePolicy.REPORT));
  private final List<Defect> misused = new ArrayList<>();
  private final StoreListener listener =
      new StoreListener() {
        @Override
        public void misused(MisuseReport report) {
          misused.add(report.defect());
        }
      };

  @AfterEach
  void close() {
    FreeStore.stopListening(listener);
    store.verify();
    store.close();
  }

  private String errorsOf(Runnable task) {
    PrintStream real = System.err;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    FreeStore.listen(listener);
    try {
      task.run();
    } finally {
      System.setErr(real);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aRefusedDeleteIsReportedOnceAPlaceAndToldOfEachTime() {
    Point point = FreeStore.createIn(store, Point.class);
    FreeStore.delete(point);
    String errors =
        errorsOf(() -> {
          for (int i = 0; i < 3; i++) {
            FreeStore.delete(point);
          }
        });
    assertThat(errors).containsOnlyOnce("SUMMARY: Freestore: double-delete");
    assertThat(misused)
        .containsExactly(Defect.DOUBLE_DELETE, Defect.DOUBLE_DELETE, Defect.DOUBLE_DELETE);
  }

  @Test
  void ofStoresWithOneNameEachHasItsOwnPolicy() {
    FreeStoreOptions sameName = FreeStoreOptions.defaults().withName(store.name());
    try (FreeStore strict = FreeStore.open(sameName);
        FreeStore lenient = FreeStore.open(sameName.withMisusePolicy(MisusePolicy.REPORT))) {
      Point strictPoint = FreeStore.createIn(strict, Point.class);
      Point lenientPoint = FreeStore.createIn(lenient, Point.class);
      long block = lenient.malloc(64);
      FreeStore.delete(strictPoint);
      assertThatExceptionOfType(DoubleDeleteException.class)
          .isThrownBy(() -> FreeStore.delete(strictPoint));
      assertThatExceptionOfType(DoubleDeleteException.class)
          .isThrownBy(() -> {
            long strictBlock = strict.malloc(64);
            strict.free(strictBlock);
            strict.free(strictBlock);
          });
      String errors =
          errorsOf(() -> {
            FreeStore.delete(lenientPoint);
            FreeStore.delete(lenientPoint);
            lenient.free(block);
            lenient.free(block);
          });
      assertThat(errors).contains("SUMMARY: Freestore: double-delete", "double-free");
    }
  }

  @Test
  void everyKindOfRefusalLetsTheProgramGoOnAndChangesNothing() {
    IntArray array = IntArray.createIn(store, 3);
    Point point = FreeStore.createIn(store, Point.class);
    long block = store.malloc(64);
    long freed = store.malloc(64);
    store.free(freed);
    errorsOf(() -> {
      FreeStore.delete(array);
      FreeStore.deleteArray(point);
      store.free(freed);
      store.free(block + 8);
      store.free(block, 4_000);
      store.free(block, 4_000, 8);
      store.free(MemorySegment.ofAddress(block).reinterpret(1 << 20));
      FreeStore.destroy(point);
    });
    assertThat(misused)
        .containsExactly(
            Defect.MISMATCHED_DELETE,
            Defect.MISMATCHED_DELETE,
            Defect.DOUBLE_FREE,
            Defect.BAD_FREE,
            Defect.FREE_SIZE_MISMATCH,
            Defect.FREE_SIZE_MISMATCH,
            Defect.FREE_SIZE_MISMATCH,
            Defect.MISMATCHED_DELETE);
    assertThat(array.isAlive()).isTrue();
    assertThat(store.usableSize(block)).isEqualTo(64);
    FreeStore.deleteArray(array);
    FreeStore.delete(point);
    store.free(block);
  }

  @Test
  void whatHasNothingToGoOnWithThrows() {
    Point point = FreeStore.createIn(store, Point.class);
    FreeStore.delete(point);
    errorsOf(() -> assertThatExceptionOfType(UseAfterDeleteException.class).isThrownBy(point::x));
  }

  @Test
  void otherStoresThrowAsEver() {
    try (FreeStore strict = FreeStore.open(FreeStoreOptions.defaults().withName("strict"))) {
      long block = strict.malloc(8);
      strict.free(block);
      assertThatExceptionOfType(DoubleDeleteException.class).isThrownBy(() -> strict.free(block));
    }
  }
}
