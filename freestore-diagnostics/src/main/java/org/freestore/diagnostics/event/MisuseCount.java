// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.event;

/// A misuse and how often it was repeated: the same defect, at the same site, of an object of the
/// same type.
///
/// @param defect what was done wrong, by the word that reports have for it; empty for the misuses
///   that came after the most kinds that are told apart
/// @param typeName the type of the object; empty for raw blocks, and where it is not known
/// @param site the program's own frame that did it
/// @param count how often
/// @param firstMillis when first, in milliseconds since 1970
/// @param lastMillis when last, in milliseconds since 1970
/// @param firstReport the whole report of the first
public record MisuseCount(
    String defect,
    String typeName,
    String site,
    long count,
    long firstMillis,
    long lastMillis,
    String firstReport) {}
