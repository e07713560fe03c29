// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// How a [FreeStore] behaves. Immutable; start from [#defaults()] and change what differs.
///
/// ```java
/// FreeStoreOptions options =
///     FreeStoreOptions.defaults().withName("index cache").withLimitBytes(512L << 20);
/// ```
///
/// @param name names the store in messages and statistics; default `"store"`
/// @param limitBytes the most bytes of blocks that may be handed out at any time, at least 1,
///   default `Long.MAX_VALUE`: none. It counts blocks with their size class's rounding, and blocks
///   that threads hold in their magazines; it is never exceeded
/// @param purgeDelay how long pages must be unused before they go back to the system, in
///   milliseconds' precision, not negative, default 100 ms; zero returns them as soon as a thread
///   gets to it
/// @param hugePages whether memory comes from a region that asks for transparent huge pages,
///   default `false`: faster first touches, more memory resident. Linux only; elsewhere without
///   effect
/// @param zeroing whether every block is zeroed when it is handed out, default `false`
/// @param protection how closely blocks are watched, default [Protection#STANDARD]
/// @param newHandler is asked to free something when the store is exhausted, or `null`, the default
/// @param leakListener is told what was still live when the store was closed, if anything was,
///   after it is closed; or `null`, the default. What it throws propagates from `close()`: a test's
///   listener may fail the test
/// @param samplingBytes how many bytes of blocks are taken from slabs, on average, between two
///   allocations whose site is recorded, default [#DEFAULT_SAMPLING_BYTES]; 0 for none. With the
///   default or more a thread waits for 5 to 20 ms between two, the longer the more time they take;
///   with less it does not. A store with a higher [Protection] records every site instead
/// @param misusePolicy what becomes of a misuse that is found, default [MisusePolicy#THROW]
public record FreeStoreOptions(
    String name,
    long limitBytes,
    Duration purgeDelay,
    boolean hugePages,
    boolean zeroing,
    Protection protection,
    @Nullable NewHandler newHandler,
    @Nullable Consumer<Leaks> leakListener,
    long samplingBytes,
    MisusePolicy misusePolicy) {

  /// How many bytes are allocated between two samples, by default.
  public static final long DEFAULT_SAMPLING_BYTES = 512 << 10;

  private static final FreeStoreOptions DEFAULTS =
      new FreeStoreOptions(
          "store",
          Long.MAX_VALUE,
          Duration.ofMillis(100),
          false,
          false,
          Protection.STANDARD,
          null,
          null,
          DEFAULT_SAMPLING_BYTES,
          MisusePolicy.THROW);

  /// Checks the values.
  ///
  /// @throws IllegalArgumentException if `limitBytes` is less than 1, or `purgeDelay` or
  ///   `samplingBytes` is negative
  /// @throws NullPointerException if anything but `newHandler` and `leakListener` is `null`
  public FreeStoreOptions {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(purgeDelay, "purgeDelay");
    Objects.requireNonNull(protection, "protection");
    Objects.requireNonNull(misusePolicy, "misusePolicy");
    if (samplingBytes < 0) {
      throw new IllegalArgumentException("sampling is negative: samplingBytes=" + samplingBytes);
    }
    if (limitBytes < 1) {
      throw new IllegalArgumentException("limit is not positive: limitBytes=" + limitBytes);
    }
    if (purgeDelay.isNegative()) {
      throw new IllegalArgumentException("delay is negative: purgeDelay=" + purgeDelay);
    }
  }

  /// Returns the options of a store that was opened without any.
  public static FreeStoreOptions defaults() {
    return DEFAULTS;
  }

  /// Returns these options with another name.
  ///
  /// @throws NullPointerException if `name` is `null`
  public FreeStoreOptions withName(String name) {
    return new FreeStoreOptions(
        name,
        limitBytes,
        purgeDelay,
        hugePages,
        zeroing,
        protection,
        newHandler,
        leakListener,
        samplingBytes,
        misusePolicy);
  }

  /// Returns these options with another limit, in bytes.
  ///
  /// @throws IllegalArgumentException if `limitBytes` is less than 1
  public FreeStoreOptions withLimitBytes(long limitBytes) {
    return new FreeStoreOptions(
        name,
        limitBytes,
        purgeDelay,
        hugePages,
        zeroing,
        protection,
        newHandler,
        leakListener,
        samplingBytes,
        misusePolicy);
  }

  /// Returns these options with another purge delay.
  ///
  /// @throws IllegalArgumentException if `purgeDelay` is negative
  public FreeStoreOptions withPurgeDelay(Duration purgeDelay) {
    return new FreeStoreOptions(
        name,
        limitBytes,
        purgeDelay,
        hugePages,
        zeroing,
        protection,
        newHandler,
        leakListener,
        samplingBytes,
        misusePolicy);
  }

  /// Returns these options with huge pages, or without.
  public FreeStoreOptions withHugePages(boolean hugePages) {
    return new FreeStoreOptions(
        name,
        limitBytes,
        purgeDelay,
        hugePages,
        zeroing,
        protection,
        newHandler,
        leakListener,
        samplingBytes,
        misusePolicy);
  }

  /// Returns these options with zeroing, or without.
  public FreeStoreOptions withZeroing(boolean zeroing) {
    return new FreeStoreOptions(
        name,
        limitBytes,
        purgeDelay,
        hugePages,
        zeroing,
        protection,
        newHandler,
        leakListener,
        samplingBytes,
        misusePolicy);
  }

  /// Returns these options with another protection.
  ///
  /// @throws NullPointerException if `protection` is `null`
  public FreeStoreOptions withProtection(Protection protection) {
    return new FreeStoreOptions(
        name,
        limitBytes,
        purgeDelay,
        hugePages,
        zeroing,
        protection,
        newHandler,
        leakListener,
        samplingBytes,
        misusePolicy);
  }

  /// Returns these options with another new-handler, or none.
  public FreeStoreOptions withNewHandler(@Nullable NewHandler newHandler) {
    return new FreeStoreOptions(
        name,
        limitBytes,
        purgeDelay,
        hugePages,
        zeroing,
        protection,
        newHandler,
        leakListener,
        samplingBytes,
        misusePolicy);
  }

  /// Returns these options with another listener for leaks, or none.
  ///
  /// ```java
  /// options.withLeakListener(leaks -> System.err.println(leaks))
  /// ```
  public FreeStoreOptions withLeakListener(@Nullable Consumer<Leaks> leakListener) {
    return new FreeStoreOptions(
        name,
        limitBytes,
        purgeDelay,
        hugePages,
        zeroing,
        protection,
        newHandler,
        leakListener,
        samplingBytes,
        misusePolicy);
  }

  /// Returns these options with another mean distance of samples, in bytes, or 0 for no samples.
  ///
  /// @throws IllegalArgumentException if `samplingBytes` is negative
  public FreeStoreOptions withSamplingBytes(long samplingBytes) {
    return new FreeStoreOptions(
        name,
        limitBytes,
        purgeDelay,
        hugePages,
        zeroing,
        protection,
        newHandler,
        leakListener,
        samplingBytes,
        misusePolicy);
  }

  /// Returns these options with another policy.
  ///
  /// @throws NullPointerException if `misusePolicy` is `null`
  public FreeStoreOptions withMisusePolicy(MisusePolicy misusePolicy) {
    return new FreeStoreOptions(
        name,
        limitBytes,
        purgeDelay,
        hugePages,
        zeroing,
        protection,
        newHandler,
        leakListener,
        samplingBytes,
        misusePolicy);
  }
}
