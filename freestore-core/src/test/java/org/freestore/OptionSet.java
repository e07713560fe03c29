// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.time.Duration;
import java.util.function.UnaryOperator;

/// The options that the contract is tested with, and some that meet in one store.
enum OptionSet {
  DEFAULT(options -> options),
  LIMITED(options -> options.withLimitBytes(OptionSet.LIMIT_BYTES)),
  PURGED_AT_ONCE(options -> options.withPurgeDelay(Duration.ZERO)),
  HUGE_PAGES(options -> options.withHugePages(true)),
  ZEROING(options -> options.withZeroing(true)),
  SITES(options -> options.withProtection(Protection.SITES)),
  FULL(options -> options.withProtection(Protection.FULL)),
  LIMITED_HUGE_PAGES_PURGED_AT_ONCE(options ->
      options
          .withLimitBytes(OptionSet.LIMIT_BYTES)
          .withHugePages(true)
          .withPurgeDelay(Duration.ZERO)),
  LIMITED_ZEROING_SITES(options ->
      options
          .withLimitBytes(OptionSet.LIMIT_BYTES)
          .withZeroing(true)
          .withProtection(Protection.SITES)),
  LIMITED_ZEROING_FULL(options ->
      options
          .withLimitBytes(OptionSet.LIMIT_BYTES)
          .withZeroing(true)
          .withProtection(Protection.FULL)),
  HUGE_PAGES_PURGED_AT_ONCE_FULL(options ->
      options.withHugePages(true).withPurgeDelay(Duration.ZERO).withProtection(Protection.FULL));

  static final long LIMIT_BYTES = 512L << 20;

  @SuppressWarnings("ImmutableEnumChecker") // no set has a new-handler; the rest is immutable
  private final FreeStoreOptions options;

  OptionSet(UnaryOperator<FreeStoreOptions> change) {
    options = change.apply(FreeStoreOptions.defaults()).withName(name());
  }

  FreeStoreOptions options() {
    return options;
  }

  FreeStore open() {
    return FreeStore.open(options);
  }

  boolean isLimited() {
    return options.limitBytes() != Long.MAX_VALUE;
  }

  boolean isZeroing() {
    return options.zeroing();
  }

  boolean hugePages() {
    return options.hugePages();
  }

  boolean isStandard() {
    return options.protection() == Protection.STANDARD;
  }

  /// Returns whether blocks have guard bytes, and freed ones wait in a quarantine.
  boolean isGuarded() {
    return options.protection() == Protection.FULL;
  }
}
