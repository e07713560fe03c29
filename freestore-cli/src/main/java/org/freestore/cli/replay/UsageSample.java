// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.replay;

/// What a store held at one moment of a trace.
///
/// @param operations how many operations came before
/// @param requestedBytes what the program had, by the sizes it asked for
/// @param inUseBytes the same with the rounding of the store's size classes
/// @param heldBytes what the store held, free blocks included
/// @param residentBytes how much of that was ever touched, at most
public record UsageSample(
    long operations, long requestedBytes, long inUseBytes, long heldBytes, long residentBytes) {}
