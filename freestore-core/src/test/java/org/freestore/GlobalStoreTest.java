// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class GlobalStoreTest {

  @Test
  void itIsAlwaysTheSameAndCalledGlobal() {
    assertThat(FreeStore.global()).isSameAs(FreeStore.global());
    assertThat(FreeStore.global().name()).isEqualTo("global");
    assertThat(FreeStore.global().options().limitBytes()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void itCannotBeClosedAndGoesOn() {
    FreeStore global = FreeStore.global();
    long address = global.malloc(100);
    assertThatThrownBy(global::close).isInstanceOf(UnsupportedOperationException.class);
    assertThat(global.usableSize(address)).isGreaterThanOrEqualTo(100);
    global.free(address);
    global.verify();
    Figures.of(global);
  }

  @Test
  void itsBlocksAreForeignToOtherStores() {
    long address = FreeStore.global().malloc(100);
    try (FreeStore other = FreeStore.open()) {
      assertThatThrownBy(() -> other.free(address))
          .isExactlyInstanceOf(InvalidDeleteException.class)
          .hasMessageContaining("block belongs to another store")
          .hasMessageContaining("store=global");
    }
    FreeStore.global().free(address);
  }
}
