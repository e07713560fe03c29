// SPDX-License-Identifier: Apache-2.0
package org.freestore.store;

/// How a store behaves.
///
/// @param name for messages
/// @param limitBytes the most block bytes handed out at any time; `Long.MAX_VALUE` for no limit
/// @param purgeDelayMillis how long pages are unused before they go back; negative for never
/// @param hugePages whether memory comes from the region of huge pages
/// @param zeroing whether every block is zeroed
/// @param fast whether threads may use the fast paths; without them every call takes the [RawStore]
///   road
public record StoreSettings(
    String name,
    long limitBytes,
    long purgeDelayMillis,
    boolean hugePages,
    boolean zeroing,
    boolean fast) {}
