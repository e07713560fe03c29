// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.snapshot;

/// How much was allocated of a type at a site since the process began, whether it lives or not:
/// estimated from the allocations that were sampled. What threads serve from the blocks that they
/// freed just before is not sampled, and so not counted.
///
/// @param storeName the store
/// @param typeName the type or, of arrays, the elements'; empty for raw blocks
/// @param site where
/// @param count how many blocks, estimated
/// @param byteSize all their bytes, estimated
/// @param samples how many allocations were sampled
public record Allocated(
    String storeName, String typeName, Site site, long count, long byteSize, long samples) {}
