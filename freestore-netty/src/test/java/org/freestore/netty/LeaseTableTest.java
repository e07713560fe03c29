// SPDX-License-Identifier: Apache-2.0
package org.freestore.netty;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.freestore.FreeStore;
import org.junit.jupiter.api.Test;

class LeaseTableTest {
  private final IdleLeases home =
      new IdleLeases(
          new FreeStoreByteBufAllocator(FreeStore.global()), true, IdleLeases.NOBODYS_ID, 0, 0);
  private final LeaseTable table = new LeaseTable();

  private List<Lease> entered(int count) {
    List<Lease> leases = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Lease lease = new Lease(home, 0);
      table.enter(lease);
      leases.add(lease);
    }
    return leases;
  }

  @Test
  void everyLeaseIsFoundByItsNumber() {
    List<Lease> leases = entered(1000);
    assertThat(leases).allSatisfy(lease -> assertThat(table.get(lease.number)).isSameAs(lease));
    assertThat(table.all()).containsExactlyElementsOf(leases);
  }

  @Test
  void numbersOfWhatIsRemovedAreGivenAgain() {
    List<Lease> leases = entered(200);
    for (int i = 0; i < 200; i += 2) {
      table.remove(leases.get(i).number);
    }
    List<Lease> later = entered(100);
    assertThat(later).allSatisfy(lease -> assertThat(lease.number).isLessThan(200));
    assertThat(table.all()).hasSize(200).containsAll(later).doesNotContain(leases.getFirst());
    assertThat(entered(1).getFirst().number).isEqualTo(200);
  }
}
