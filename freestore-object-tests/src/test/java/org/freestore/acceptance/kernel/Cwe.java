// SPDX-License-Identifier: Apache-2.0
package org.freestore.acceptance.kernel;

/// A suite, under its number in MITRE's Common Weakness Enumeration, with its size in Juliet 1.3.
public enum Cwe {
  MEMORY_LEAK(401, 42, 1_658),
  DOUBLE_FREE(415, 22, 962),
  USE_AFTER_FREE(416, 22, 459),
  FREE_NOT_ON_HEAP(590, 67, 2_680),
  FREE_NOT_AT_START(761, 12, 576),
  MISMATCHED_FREE(762, 86, 3_564);

  private final int number;
  private final int kernelCount;
  private final int caseCount;

  Cwe(int number, int kernelCount, int caseCount) {
    this.number = number;
    this.kernelCount = kernelCount;
    this.caseCount = caseCount;
  }

  public int number() {
    return number;
  }

  /// Returns how many functional variants Juliet has.
  public int kernelCount() {
    return kernelCount;
  }

  /// Returns how many cases Juliet has: functional variants, each with its flow variants.
  public int caseCount() {
    return caseCount;
  }
}
