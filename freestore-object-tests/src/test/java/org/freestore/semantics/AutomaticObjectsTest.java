// SPDX-License-Identifier: Apache-2.0
package org.freestore.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.freestore.AutoScope;
import org.freestore.FreeStore;
import org.freestore.InvalidDeleteException;
import org.freestore.StructArray;
import org.freestore.UseAfterDeleteException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Automatic and static objects ([stmt.dcl], [basic.start.term]): destroyed in reverse on every way
/// out, and by nothing else.
@ExtendWith(NothingLeaks.class)
final class AutomaticObjectsTest {
  private static final List<String> BOTH =
      List.of("Part(1)", "Part(2)", "leaving", "~Part(2)", "~Part(1)");

  @Rule(31)
  @Test
  void atTheEndOfTheBlock() {
    try (AutoScope scope = AutoScope.open()) {
      scope.create(Part.class);
      PartStruct.createIn(scope);
      Journal.note("leaving");
    }
    assertThat(Journal.read()).isEqualTo(BOTH);
  }

  @Rule(31)
  @Test
  void byReturn() {
    assertThat(returnsFromTheMiddle(true)).isEqualTo(2);
    assertThat(Journal.read()).isEqualTo(BOTH);
  }

  private static int returnsFromTheMiddle(boolean early) {
    try (AutoScope scope = AutoScope.open()) {
      scope.create(Part.class);
      Part last = scope.create(Part.class);
      Journal.note("leaving");
      if (early) {
        return last.number();
      }
      scope.create(Part.class);
    }
    return 0;
  }

  @Rule(31)
  @Test
  void byBreakAndContinueAlsoOutOfNestedLoops() {
    outer:
    for (int i = 0; i < 3; i++) {
      try (AutoScope scope = AutoScope.open()) {
        scope.create(Part.class);
        for (int j = 0; j < 3; j++) {
          try (AutoScope inner = AutoScope.open()) {
            inner.create(Part.class);
            if (i == 0) {
              continue outer;
            }
            break outer;
          }
        }
      }
    }
    assertThat(Journal.read())
        .containsExactly(
            "Part(1)",
            "Part(2)",
            "~Part(2)",
            "~Part(1)", //
            "Part(3)",
            "Part(4)",
            "~Part(4)",
            "~Part(3)");
  }

  @Rule(31)
  @Test
  void byException() {
    RuntimeException thrown = new Journal.Planned("in the block");
    assertThat(
            catchThrowable(() -> {
              try (AutoScope scope = AutoScope.open()) {
                scope.create(Part.class);
                scope.create(Part.class);
                Journal.note("leaving");
                throw thrown;
              }
            }))
        .isSameAs(thrown);
    assertThat(Journal.read()).isEqualTo(BOTH);
  }

  @Rule(31)
  @Test
  void byAConstructorThatThrows() {
    RuntimeException planned = Journal.failAt("Part(2)");
    assertThat(
            catchThrowable(() -> {
              try (AutoScope scope = AutoScope.open()) {
                scope.create(Part.class);
                scope.create(Part.class);
              }
            }))
        .isSameAs(planned);
    assertThat(Journal.read()).containsExactly("Part(1)", "Part(2)", "~Part(1)");

    Journal.clear();
    RuntimeException inElement = Journal.failAt("Part(3)");
    assertThat(
            catchThrowable(() -> {
              try (AutoScope scope = AutoScope.open()) {
                scope.create(Part.class);
                scope.createArray(Part.class, 5);
              }
            }))
        .isSameAs(inElement);
    assertThat(Journal.read())
        .containsExactly("Part(1)", "Part(2)", "Part(3)", "~Part(2)", "~Part(1)");
  }

  @Rule(31)
  @Test
  void scopesNestAndAnObjectMayGoToAnOuterOne() {
    try (AutoScope outer = AutoScope.open()) {
      outer.create(Part.class);
      try (AutoScope inner = AutoScope.open()) {
        inner.create(Part.class);
        outer.create(Part.class);
        inner.create(Part.class);
      }
      assertThat(Journal.read())
          .containsExactly("Part(1)", "Part(2)", "Part(3)", "Part(4)", "~Part(4)", "~Part(2)");
    }
    assertThat(Journal.read()).containsExactly("~Part(3)", "~Part(1)");
  }

  @Rule(31)
  @Test
  @SuppressWarnings("MustBeClosedChecker")
  void anOuterScopeClosesTheInnerOnes() {
    AutoScope outer = AutoScope.open();
    outer.create(Part.class);
    AutoScope inner = AutoScope.open();
    inner.create(Part.class);
    outer.close();
    assertThat(Journal.read()).containsExactly("Part(1)", "Part(2)", "~Part(2)", "~Part(1)");
    inner.close();
    outer.close();
    assertThatThrownBy(() -> inner.create(Part.class)).isInstanceOf(IllegalStateException.class);
    assertThat(Journal.read()).isEmpty();
  }

  @Rule(31)
  @Test
  void allAreDestroyedAlsoIfDestructorsThrow() {
    RuntimeException first = Journal.failAt("~Part(3)");
    RuntimeException second = Journal.failAt("~Part(1)");
    assertThat(
            catchThrowable(() -> {
              try (AutoScope scope = AutoScope.open()) {
                scope.create(Part.class);
                scope.create(Part.class);
                scope.create(Part.class);
              }
            }))
        .isSameAs(first);
    assertThat(first.getSuppressed()).containsExactly(second);
    assertThat(Journal.read()).endsWith("~Part(3)", "~Part(2)", "~Part(1)");
  }

  @Rule(31)
  @Test
  void arraysArePartOfTheOrder() {
    try (AutoScope scope = AutoScope.open()) {
      scope.create(Part.class);
      StructArray<Part> parts = scope.createArray(Part.class, 2);
      scope.create(Part.class);
      assertThat(parts.get(1).number()).isEqualTo(3);
      Journal.read();
    }
    assertThat(Journal.read()).containsExactly("~Part(4)", "~Part(3)", "~Part(2)", "~Part(1)");
  }

  @Rule(31)
  @Test
  void aReferenceKeptPastTheEndIsDeadUnlessItIsToACopy() {
    Part kept;
    Part copied;
    try (AutoScope scope = AutoScope.open()) {
      kept = scope.create(Part.class);
      copied = FreeStore.copy(kept);
    }
    assertThatThrownBy(kept::number).isInstanceOf(UseAfterDeleteException.class);
    assertThatThrownBy(() -> FreeStore.delete(kept)).isInstanceOf(InvalidDeleteException.class);
    assertThat(copied.number()).isEqualTo(1);
    FreeStore.delete(copied);
  }

  @Rule(31)
  @Test
  void virtualThreadsHaveScopesOfTheirOwn() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> results =
          java.util.stream.IntStream.range(0, 50)
              .mapToObj(i -> threads.submit(() -> inAVirtualThread(i)))
              .toList();
      for (int i = 0; i < results.size(); i++) {
        assertThat(results.get(i).get()).isEqualTo(2 * i);
      }
    }
    assertThat(Journal.read()).hasSize(200);
  }

  @SuppressWarnings("ThreadPriorityCheck") // lets the other virtual threads have the carrier
  private static int inAVirtualThread(int i) throws InterruptedException {
    try (AutoScope scope = AutoScope.open()) {
      Part one = PartStruct.createIn(scope, i);
      Thread.sleep(1); // perhaps goes on on another carrier
      try (AutoScope inner = AutoScope.open()) {
        Part two = PartStruct.createIn(inner, i);
        Thread.yield();
        return one.number() + two.number();
      }
    }
  }

  @Rule(31)
  @Test
  void onlyTheThreadThatOpenedAScopeCreatesInItAndClosesIt() throws Exception {
    try (AutoScope scope = AutoScope.open();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Part part = scope.create(Part.class);
      assertThat(threads.submit(() -> part.number()).get()).isEqualTo(1);
      Throwable create = threads.submit(() -> catchThrowable(() -> scope.create(Part.class))).get();
      Throwable close = threads.submit(() -> catchThrowable(scope::close)).get();
      assertThat(create).isInstanceOf(WrongThreadException.class);
      assertThat(close).isInstanceOf(WrongThreadException.class);
    }
  }
}
