// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class OptionsTest {

  @Test
  void theDefaultsAreAsDocumented() {
    FreeStoreOptions defaults = FreeStoreOptions.defaults();
    assertThat(defaults.name()).isEqualTo("store");
    assertThat(defaults.limitBytes()).isEqualTo(Long.MAX_VALUE);
    assertThat(defaults.purgeDelay()).isEqualTo(Duration.ofMillis(100));
    assertThat(defaults.hugePages()).isFalse();
    assertThat(defaults.zeroing()).isFalse();
    assertThat(defaults.protection()).isEqualTo(Protection.STANDARD);
    assertThat(defaults.newHandler()).isNull();
  }

  @Test
  void eachChangeChangesOneOption() {
    FreeStoreOptions defaults = FreeStoreOptions.defaults();
    NewHandler handler = (store, byteSize) -> false;
    Consumer<Leaks> listener = leaks -> {};
    FreeStoreOptions changed =
        defaults
            .withName("name")
            .withLimitBytes(5)
            .withPurgeDelay(Duration.ofDays(1))
            .withHugePages(true)
            .withZeroing(true)
            .withProtection(Protection.FULL)
            .withNewHandler(handler)
            .withLeakListener(listener)
            .withSamplingBytes(7)
            .withMisusePolicy(MisusePolicy.REPORT);
    assertThat(changed)
        .isEqualTo(
            new FreeStoreOptions(
                "name",
                5,
                Duration.ofDays(1),
                true,
                true,
                Protection.FULL,
                handler,
                listener,
                7,
                MisusePolicy.REPORT));
    assertThat(
            changed
                .withName("store")
                .withLimitBytes(Long.MAX_VALUE)
                .withPurgeDelay(Duration.ofMillis(100))
                .withHugePages(false)
                .withZeroing(false)
                .withProtection(Protection.STANDARD)
                .withNewHandler(null)
                .withLeakListener(null)
                .withSamplingBytes(FreeStoreOptions.DEFAULT_SAMPLING_BYTES)
                .withMisusePolicy(MisusePolicy.THROW))
        .isEqualTo(defaults);
  }

  @Test
  void whatCannotBeIsRefused() {
    FreeStoreOptions defaults = FreeStoreOptions.defaults();
    for (long limit : new long[] {0, -1, Long.MIN_VALUE}) {
      assertThatThrownBy(() -> defaults.withLimitBytes(limit))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("limitBytes=" + limit);
    }
    assertThatThrownBy(() -> defaults.withPurgeDelay(Duration.ofNanos(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("purgeDelay=");
    assertThatThrownBy(() -> defaults.withSamplingBytes(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("samplingBytes=-1");
  }

  @Test
  void theSizeThatARequestReallyTakesIsKnownBeforehand() {
    long previous = 0;
    for (long size = 0; size <= 200_000; size++) {
      long bytes = FreeStore.sizeClassBytes(size);
      assertThat(bytes).isGreaterThanOrEqualTo(Math.max(size, previous));
      if (size > 128) {
        assertThat(bytes - size).isLessThan(size <= 65_536 ? size / 8 + 16 : 65_536);
      }
      previous = bytes;
    }
    assertThat(FreeStore.sizeClassBytes(1L << 40)).isEqualTo(1L << 40);
    for (long size : new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE}) {
      assertThatThrownBy(() -> FreeStore.sizeClassBytes(size))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("byteSize=" + size);
    }
  }
}
