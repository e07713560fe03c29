// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.management;

/// What is live of one type: exact.
///
/// @param typeName the type; with `[]`, arrays of it; with `*[]`, arrays of pointers to it; in
///   parentheses what has no type: `(raw block)`, `(text)`
/// @param liveCount how many there are
/// @param byteSize the bytes of all their blocks
public record TypeUsage(String typeName, long liveCount, long byteSize) {}
