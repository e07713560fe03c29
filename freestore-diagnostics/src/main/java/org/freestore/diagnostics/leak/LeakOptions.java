// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.leak;

import java.util.Objects;
import org.freestore.diagnostics.snapshot.Snapshot;
import org.jspecify.annotations.Nullable;

/// What a leak report is about. Immutable; start from [#defaults()] and change what differs.
///
/// @param suppressions leaks that are not reported, default none
/// @param frames how many frames two sites must have in common to be one, at least 1, default all:
///   Memcheck's `--leak-resolution`
/// @param since what was live in this snapshot, of the same process, already is not reported;
///   default `null`: all is
/// @param storeName the store that is reported on, or `null`, the default: all are
public record LeakOptions(
    Suppressions suppressions, int frames, @Nullable Snapshot since, @Nullable String storeName) {
  private static final LeakOptions DEFAULTS =
      new LeakOptions(Suppressions.NONE, Integer.MAX_VALUE, null, null);

  /// Checks the values.
  ///
  /// @throws IllegalArgumentException if `frames` is less than 1
  public LeakOptions {
    Objects.requireNonNull(suppressions, "suppressions");
    if (frames < 1) {
      throw new IllegalArgumentException("frames is not positive: frames=" + frames);
    }
  }

  /// Returns the options of a report for which none were given.
  public static LeakOptions defaults() {
    return DEFAULTS;
  }

  /// Returns these options with other suppressions.
  public LeakOptions withSuppressions(Suppressions suppressions) {
    return new LeakOptions(suppressions, frames, since, storeName);
  }

  /// Returns these options with another number of frames.
  ///
  /// @throws IllegalArgumentException if `frames` is less than 1
  public LeakOptions withFrames(int frames) {
    return new LeakOptions(suppressions, frames, since, storeName);
  }

  /// Returns these options for what is new since a checkpoint in the same process.
  public LeakOptions withSince(@Nullable Snapshot since) {
    return new LeakOptions(suppressions, frames, since, storeName);
  }

  /// Returns these options for one store.
  public LeakOptions withStore(@Nullable String storeName) {
    return new LeakOptions(suppressions, frames, since, storeName);
  }
}
