// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.leak;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.freestore.ObjectKind;
import org.freestore.diagnostics.snapshot.Site;
import org.jspecify.annotations.Nullable;

/// Leaks that are alike: of one store, reach, type, kind and site. Numbers are exact, or estimated
/// from a sample of the allocations.
///
/// @param storeName the store
/// @param reach who leads to them
/// @param typeName the type or, of arrays, the elements'; empty for what has no type
/// @param kind how they came to be
/// @param cycle the way around the ring that they are in, as `Node.next -> Node.previous`; empty
///   where they are in none
/// @param site where they were allocated; [Site#UNKNOWN] where that was not recorded
/// @param count how many there are
/// @param byteSize all bytes of all their blocks, with headers and rounding
/// @param heldCount how many indirect leaks are counted with them: each with one of the direct
///   leaks or cycles that lead to it
/// @param heldBytes all bytes of these
/// @param low the least count that the sample allows for, at 95 %; the count, if it is exact
/// @param high the largest
/// @param samples of how many the site was recorded
/// @param exact whether count and bytes are exact
/// @param addresses of some of them, for a debugger
/// @param oldest when the oldest was allocated, of those of which that was recorded, or `null`
public record LeakGroup(
    String storeName,
    Reach reach,
    String typeName,
    ObjectKind kind,
    String cycle,
    Site site,
    long count,
    long byteSize,
    long heldCount,
    long heldBytes,
    long low,
    long high,
    long samples,
    boolean exact,
    List<Long> addresses,
    @Nullable Instant oldest) {

  /// Copies the list.
  public LeakGroup {
    addresses = List.copyOf(addresses);
  }

  /// Returns all that would be free if they were deleted with what they hold, in bytes.
  public long totalBytes() {
    return byteSize + heldBytes;
  }

  /// Returns both together. What is estimated of both lies within the sum of the intervals.
  ///
  /// @param other alike
  LeakGroup plus(LeakGroup other, int mostAddresses) {
    return new LeakGroup(
        storeName,
        reach,
        typeName,
        kind,
        cycle,
        site,
        count + other.count,
        byteSize + other.byteSize,
        heldCount + other.heldCount,
        heldBytes + other.heldBytes,
        low + other.low,
        high + other.high,
        samples + other.samples,
        exact && other.exact,
        Stream.concat(addresses.stream(), other.addresses.stream()).limit(mostAddresses).toList(),
        earlier(oldest, other.oldest));
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    return one == null || (other != null && other.isBefore(one)) ? other : one;
  }
}
