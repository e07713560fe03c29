// SPDX-License-Identifier: Apache-2.0
package org.freestore.netty;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ArrayClassesTest {
  @Test
  void everySizeGetsTheShortestArrayThatFits() {
    for (int byteSize = 0; byteSize <= ArrayClasses.LARGEST_BYTES; byteSize++) {
      int arrayClass = ArrayClasses.of(byteSize);
      assertThat(ArrayClasses.byteSize(arrayClass) >= byteSize).isTrue();
      assertThat(arrayClass == 0 || ArrayClasses.byteSize(arrayClass - 1) < byteSize).isTrue();
    }
  }

  @Test
  void theLastClassHasTheLongestArrays() {
    assertThat(ArrayClasses.byteSize(ArrayClasses.COUNT - 1)).isEqualTo(ArrayClasses.LARGEST_BYTES);
    assertThat(ArrayClasses.byteSize(0)).isEqualTo(ArrayClasses.SMALLEST_BYTES);
  }

  @Test
  void nothingIsWastedButAFifth() {
    for (int arrayClass = 1; arrayClass < ArrayClasses.COUNT; arrayClass++) {
      int length = ArrayClasses.byteSize(arrayClass);
      int least = ArrayClasses.byteSize(arrayClass - 1) + 1;
      assertThat(5L * (length - least)).isLessThan(length);
    }
  }
}
