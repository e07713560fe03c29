// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SizeHistogramTest {
  @Test
  void everySizeFallsIntoTheFirstBucketThatHoldsIt() {
    for (long size = 0; size < 5_000; size++) {
      int bucket = SizeHistogram.bucket(size);
      assertThat(size).isLessThanOrEqualTo(SizeHistogram.upTo(bucket));
      assertThat(bucket == 0 || size > SizeHistogram.upTo(bucket - 1)).isTrue();
    }
    assertThat(SizeHistogram.bucket(Long.MAX_VALUE)).isEqualTo(SizeHistogram.BUCKETS - 1);
  }
}
