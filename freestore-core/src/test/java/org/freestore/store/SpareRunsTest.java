// SPDX-License-Identifier: Apache-2.0
package org.freestore.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// One block of each length is kept, for a while, and all together are not more than 1 MiB.
class SpareRunsTest {
  private static final long GRANULE = 64 << 10;

  private final SpareRuns spare = new SpareRuns();
  private final List<Long> given = new ArrayList<>();

  @Test
  void aBlockIsTakenAgainByItsLengthOnly() {
    assertThat(spare.offer(7, 3 * GRANULE)).isTrue();
    assertThat(spare.take(2 * GRANULE)).isZero();
    assertThat(spare.take(3 * GRANULE)).isEqualTo(7);
    assertThat(spare.take(3 * GRANULE)).isZero();
  }

  @Test
  void thereIsRoomForOneOfALengthAndForOneMebibyteAltogether() {
    assertThat(spare.offer(1, 10 * GRANULE)).isTrue();
    assertThat(spare.offer(2, 10 * GRANULE)).isFalse();
    assertThat(spare.offer(3, 7 * GRANULE)).isFalse();
    assertThat(spare.offer(4, 6 * GRANULE)).isTrue();
    assertThat(spare.offer(5, 2 * GRANULE)).isFalse();
    assertThat(spare.take(10 * GRANULE)).isEqualTo(1);
    assertThat(spare.offer(5, 2 * GRANULE)).isTrue();
    assertThat(spare.offer(6, 17 * GRANULE)).isFalse();
    assertThat(spare.take(17 * GRANULE)).isZero();
  }

  @Test
  void whatNobodyTakesGoesBackAtTheSecondLook() {
    spare.offer(1, 2 * GRANULE);
    spare.giveBackIdle(given::add);
    spare.offer(2, 3 * GRANULE);
    spare.giveBackIdle(given::add);
    assertThat(given).containsExactly(1L);
    spare.giveBackIdle(given::add);
    assertThat(given).containsExactly(1L, 2L);
    assertThat(spare.offer(3, 16 * GRANULE)).as("nothing is counted any more").isTrue();
  }

  @Test
  void everythingGoesBackWhenAsked() {
    spare.offer(1, 2 * GRANULE);
    spare.offer(2, 3 * GRANULE);
    spare.giveBackAll(given::add);
    assertThat(given).containsExactly(1L, 2L);
    assertThat(spare.take(2 * GRANULE)).isZero();
  }
}
