// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.picture;

/// Ages in one byte: 0 for not recorded, then eight steps to the doubling from 1/64 of a second on,
/// which reaches more than a year.
final class AgeCode {
  private static final int STEPS_OF_DOUBLING = 8;
  private static final int LARGEST = 255;
  private static final double SMALLEST_SECONDS = 1.0 / 64;

  private AgeCode() {}

  /// Returns the code of an age; 0 for a negative one, which stands for none.
  static int of(long millis) {
    if (millis < 0) {
      return 0;
    }
    double doublings = Math.log(millis / 1_000.0 / SMALLEST_SECONDS) / Math.log(2);
    long code = 1 + Math.round(doublings * STEPS_OF_DOUBLING);
    return Math.clamp(code, 1, LARGEST);
  }
}
