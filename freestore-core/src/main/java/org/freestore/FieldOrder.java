// SPDX-License-Identifier: Apache-2.0
package org.freestore;

/// The order of a struct's properties in memory.
public enum FieldOrder {
  /// Largest alignment first: the least padding.
  COMPACT,

  /// As declared, padded as a C compiler does: what native code expects.
  DECLARED
}
