// SPDX-License-Identifier: Apache-2.0
package org.freestore.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.freestore.memory.Memory;
import org.freestore.os.FaultyOsMemory;
import org.freestore.os.FaultyOsMemory.Operation;
import org.freestore.os.HostMemory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StateTablesTest {
  private static final long RESERVED_BYTES = 1L << 20;
  private static final int LONGEST_BYTES = 8200;

  private FaultyOsMemory os;
  private StateTables tables;

  @BeforeEach
  void makeTables() {
    os = new FaultyOsMemory(HostMemory.open());
    long base = os.reserve(RESERVED_BYTES, os.pageBytes());
    tables = new StateTables(new CommittedSpace(os, base, RESERVED_BYTES, false));
  }

  @AfterEach
  void release() {
    os.close();
  }

  @Test
  void tablesOfEveryLengthAreZeroDistinctAndOnCacheLinesOfTheirOwn() {
    long previousEnd = 0;
    for (int bytes = 1; bytes <= 1000; bytes++) {
      long table = tables.allocate(bytes);
      assertThat(table % 64).isZero();
      assertThat(table).isGreaterThanOrEqualTo(previousEnd);
      assertThat(Memory.mismatch(table, bytes, (byte) 0)).isEqualTo(-1);
      Memory.fill(table, bytes, (byte) 0xff);
      previousEnd = table + bytes;
    }
  }

  @Test
  void theLongestTableOfAnySlabFits() {
    assertThat(tables.allocate(LONGEST_BYTES)).isNotZero();
  }

  @Test
  void aFreedTableIsHandedOutAgainZeroed() {
    long first = tables.allocate(500);
    long second = tables.allocate(500);
    Memory.fill(first, 512, (byte) 7);
    Memory.fill(second, 512, (byte) 7);
    tables.free(first, 500);
    tables.free(second, 500);
    for (int i = 0; i < 2; i++) {
      long again = tables.allocate(512);
      assertThat(again).isIn(first, second);
      assertThat(Memory.mismatch(again, 512, (byte) 0)).isEqualTo(-1);
    }
    assertThat(tables.touchedBytes()).isEqualTo(1024);
  }

  @Test
  void whateverIsTakenAndGivenTablesDoNotOverlapAndAreCounted() {
    Random random = new Random(3);
    TreeMap<Long, Integer> live = new TreeMap<>();
    long units = 0;
    for (int step = 0; step < 20_000; step++) {
      if (live.size() > 100 || (!live.isEmpty() && random.nextInt(3) == 0)) {
        Map.Entry<Long, Integer> victim =
            live.floorEntry(live.firstKey() + random.nextInt(100_000));
        live.remove(victim.getKey());
        units -= (victim.getValue() + 63) / 64;
        tables.free(victim.getKey(), victim.getValue());
      } else {
        int bytes = 1 + random.nextInt(2_000);
        long table = tables.allocate(bytes);
        assertThat(table).isNotZero();
        Map.Entry<Long, Integer> below = live.floorEntry(table);
        assertThat(below == null || below.getKey() + below.getValue() <= table).isTrue();
        Long above = live.ceilingKey(table);
        assertThat(above == null || above >= table + bytes).isTrue();
        assertThat(Memory.mismatch(table, bytes, (byte) 0)).isEqualTo(-1);
        Memory.fill(table, bytes, (byte) 0xee);
        live.put(table, bytes);
        units += (bytes + 63) / 64;
      }
      assertThat(tables.usedBytes()).isEqualTo(64 * units);
    }
  }

  @Test
  void anExhaustedReservationIsSaidAndWhatIsGivenBackServesAgain() {
    int count = 0;
    long last = 0;
    for (long table = tables.allocate(4096); table != 0; table = tables.allocate(4096)) {
      last = table;
      count++;
    }
    assertThat(count).isEqualTo((int) (RESERVED_BYTES / 4096));
    tables.free(last, 4096);
    assertThat(tables.allocate(4096)).isEqualTo(last);
    assertThat(tables.allocate(4096)).isZero();
  }

  @Test
  void aRefusedCommitChangesNothing() {
    os.refuse(Operation.COMMIT, 1, 2);
    assertThat(tables.allocate(64)).isZero();
    assertThat(tables.usedBytes()).isZero();
    assertThat(tables.touchedBytes()).isZero();
    assertThat(tables.allocate(64)).isNotZero();
  }
}
