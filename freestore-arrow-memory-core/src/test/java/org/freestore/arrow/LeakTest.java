// SPDX-License-Identifier: Apache-2.0
package org.freestore.arrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.freestore.FreeStore;
import org.freestore.FreeStoreOptions;
import org.freestore.Leaks;
import org.freestore.Protection;
import org.junit.jupiter.api.Test;

/// Buffers that nobody releases, and who allocated them.
class LeakTest {
  private static final FreeStoreOptions OPTIONS = FreeStoreOptions.defaults().withName("leaky");

  @Test
  void aLeakedBufferCarriesWhereItWasAllocated() {
    try (FreeStore store = FreeStore.open(OPTIONS.withProtection(Protection.SITES))) {
      RootAllocator root = Allocators.of(store);
      for (int i = 0; i < 3; i++) {
        forget(root);
      }
      Leaks.Group group = store.leaks().groups().getFirst();
      assertThat(group.count()).isEqualTo(3);
      assertThat(group.byteSize()).isEqualTo(3 * 512);
      StackTraceElement innermost = group.created().getFirst();
      assertThat(innermost.getClassName()).isEqualTo(LeakTest.class.getName());
      assertThat(innermost.getMethodName()).isEqualTo("forget");
      assertThatThrownBy(root::close).hasMessageContaining("Memory was leaked");
    }
  }

  private static void forget(BufferAllocator allocator) {
    allocator.buffer(512);
  }

  @Test
  void theLeakListenerOfTheStoreIsToldWhenItCloses() {
    List<Leaks> told = new ArrayList<>();
    FreeStore store = FreeStore.open(OPTIONS.withLeakListener(told::add));
    forget(Allocators.of(store));
    store.close();
    assertThat(told).singleElement().extracting(Leaks::byteSize).isEqualTo(512L);
  }

  @Test
  void whatIsReleasedIsNoLeak() {
    try (FreeStore store = FreeStore.open(OPTIONS.withProtection(Protection.FULL));
        RootAllocator root = Allocators.of(store)) {
      try (ArrowBuf buffer = root.buffer(512)) {
        buffer.setLong(504, 1);
      }
      assertThat(store.leaks().isEmpty()).isTrue();
    }
  }
}
