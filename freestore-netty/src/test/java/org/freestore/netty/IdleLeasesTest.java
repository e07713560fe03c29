// SPDX-License-Identifier: Apache-2.0
package org.freestore.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.freestore.FreeStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdleLeasesTest {
  private static final int CAPACITY = 16;

  private final FreeStoreByteBufAllocator allocator =
      new FreeStoreByteBufAllocator(FreeStore.global());

  private IdleLeases leases(int quarantine) {
    return new IdleLeases(allocator, true, Thread.currentThread().threadId(), CAPACITY, quarantine);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 15})
  void goWhenADequeLetsThemGo(int quarantine) {
    IdleLeases leases = leases(quarantine);
    ArrayDeque<Integer> expected = new ArrayDeque<>();
    Random random = new Random(quarantine);
    for (int step = 0; step < 100_000; step++) {
      switch (random.nextInt(9)) {
        case 0 -> assertEquals(moved(expected, 3), moved(leases, 3));
        case 1, 2, 3, 4 -> assertEquals(popped(expected, quarantine), leases.pop());
        default -> {
          boolean room = expected.size() < CAPACITY;
          assertEquals(room, leases.push(step));
          if (room) {
            expected.addLast(step);
          }
        }
      }
      assertEquals(expected.size(), leases.count());
    }
  }

  private static int popped(ArrayDeque<Integer> idle, int quarantine) {
    if (idle.size() <= quarantine) {
      return IdleLeases.NONE;
    }
    return quarantine == 0 ? idle.removeLast() : idle.removeFirst();
  }

  private static List<Integer> moved(ArrayDeque<Integer> idle, int most) {
    List<Integer> moved = new ArrayList<>();
    while (moved.size() < most && !idle.isEmpty()) {
      moved.add(idle.removeFirst());
    }
    return moved;
  }

  private static List<Integer> moved(IdleLeases idle, int most) {
    List<Integer> moved = new ArrayList<>();
    idle.moveTo(moved::add, most);
    return moved;
  }

  @Test
  void growWhereTheyMay() {
    IdleLeases leases = leases(0);
    for (int i = 0; i < 10; i++) {
      leases.add(i);
    }
    moved(leases, 5);
    for (int i = 10; i < 100; i++) {
      leases.add(i);
    }
    assertThat(leases.count()).isEqualTo(95);
    assertThat(moved(leases, 1000)).startsWith(5, 6).endsWith(98, 99).hasSize(95);
  }

  @Test
  void nothingGoesIntoThoseOfNobody() {
    IdleLeases nobodys = new IdleLeases(allocator, true, IdleLeases.NOBODYS_ID, 0, 0);
    assertThat(nobodys.isNobodys()).isTrue();
    assertThat(nobodys.isOwn()).isFalse();
    assertThat(nobodys.push(1)).isFalse();
    assertThat(nobodys.pop()).isEqualTo(IdleLeases.NONE);
  }
}
