// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.freestore.ReportText.caught;

import java.util.List;
import org.freestore.fixture.adapter.Buffers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What an adapter does is the doing of who calls it.
class AdaptersTest {
  private final FreeStore store =
      FreeStore.open(FreeStoreOptions.defaults().withProtection(Protection.SITES));

  @BeforeAll
  static void add() {
    FreeStore.addAdapters(Buffers.class);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private long allocatedHere() {
    return Buffers.allocate(store);
  }

  private void releasedHere(long address) {
    Buffers.release(store, address);
  }

  private static void assertHere(List<StackTraceElement> frames, String method) {
    assertThat(frames.getFirst().getClassName()).isEqualTo(AdaptersTest.class.getName());
    assertThat(frames.getFirst().getMethodName()).isEqualTo(method);
  }

  @Test
  void aLeakIsWhereTheAdapterWasCalled() {
    long address = allocatedHere();
    assertHere(store.leaks().groups().getFirst().created(), "allocatedHere");
    store.free(address);
  }

  @Test
  void aMisuseIsWhereTheAdapterWasCalled() {
    long address = allocatedHere();
    releasedHere(address);
    DoubleDeleteException misuse = caught(DoubleDeleteException.class, () -> releasedHere(address));
    assertThat(misuse.report().summary()).contains("AdaptersTest.releasedHere");
    assertThat(misuse)
        .hasMessageContaining("AdaptersTest.allocatedHere")
        .hasMessageNotContaining(Buffers.class.getName());
  }

  @Test
  void whatAnAdapterCallsIsNotTheAdapter() {
    long address = Buffers.call(() -> store.malloc(50));
    assertThat(store.leaks().groups().getFirst().created())
        .extracting(StackTraceElement::getMethodName)
        .first()
        .asString()
        .contains("whatAnAdapterCallsIsNotTheAdapter");
    store.free(address);
  }
}
