// SPDX-License-Identifier: Apache-2.0
package org.freestore.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.freestore.FreeStore;
import org.junit.jupiter.api.Test;

/// Static objects ([basic.start.term]): each program here ends in a process of its own.
final class StaticObjectsTest {

  @Rule(31)
  @Test
  void staticObjectsAreDestroyedAtExitInReverse() {
    assertThat(ChildJvm.run(Statics.class))
        .containsExactly("main ends", "~Told 4", "~Told 3 element", "~Told 2 element", "~Told 1");
  }

  /// Creates an object, an array, and another object.
  static final class Statics {
    private Statics() {}

    public static void main(String[] arguments) {
      ToldStruct.createIn(FreeStore.statics(), "1");
      var elements = FreeStore.createStaticArray(Told.class, 2);
      elements.get(0).name("2 element");
      elements.get(1).name("3 element");
      FreeStore.createStatic(Told.class).name("4");
      System.out.println("main ends");
    }
  }

  @Rule(31)
  @Test
  void aStaticObjectCannotBeDeleted() {
    assertThat(ChildJvm.run(DeletesStatic.class))
        .containsExactly("InvalidDeleteException", "still 1", "~Told 1");
  }

  /// Deletes what the program ends.
  static final class DeletesStatic {
    private DeletesStatic() {}

    public static void main(String[] arguments) {
      Told told = ToldStruct.createIn(FreeStore.statics(), "1");
      System.out.println(catchThrowable(() -> FreeStore.delete(told)).getClass().getSimpleName());
      System.out.println("still " + told.name());
    }
  }
}
