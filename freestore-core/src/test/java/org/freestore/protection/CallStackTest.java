// SPDX-License-Identifier: Apache-2.0
package org.freestore.protection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// A stack is known again, and never taken for another.
class CallStackTest {
  private static final class Early {
    static final CallStack INITIALIZER = CallStack.here();

    static CallStack method() {
      return CallStack.here();
    }
  }

  private static CallStack here() {
    return CallStack.here();
  }

  private static CallStack there() {
    return CallStack.here();
  }

  static CallStack over(int ignored) {
    return CallStack.here();
  }

  static CallStack over(long ignored) {
    return CallStack.here();
  }

  private static String method(CallStack stack) {
    return stack.frames().getFirst().getMethodName();
  }

  @Test
  void theSameStackIsKeptOnce() {
    List<CallStack> stacks = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      stacks.add(here());
    }
    assertThat(stacks.get(1)).isSameAs(stacks.get(2)).isSameAs(stacks.getFirst());
    assertThat(CallStack.of(stacks.getFirst().number())).isSameAs(stacks.getFirst());
  }

  @Test
  void framesAreThoseOfAnyOtherStackTrace() {
    List<StackTraceElement> expected =
        StackWalker.getInstance()
            .walk(stack -> stack.map(StackWalker.StackFrame::toStackTraceElement).toList());
    List<StackTraceElement> frames = CallStack.here().frames();
    assertThat(frames).hasSize(CallStack.MOST_FRAMES);
    assertThat(frames.getFirst().getMethodName()).isEqualTo(expected.getFirst().getMethodName());
    assertThat(frames.subList(1, frames.size())).isEqualTo(expected.subList(1, frames.size()));
  }

  /// One call calls all, and all call the same first thing.
  @Test
  void lambdasOfOneClassAreToldApart() {
    List<Supplier<CallStack>> calls =
        List.of(
            () -> CallStack.here(),
            () -> CallStack.here(),
            CallStackTest::here,
            CallStackTest::there);
    for (int round = 0; round < 2; round++) {
      List<CallStack> stacks = new ArrayList<>();
      for (Supplier<CallStack> call : calls) {
        stacks.add(call.get());
      }
      assertThat(stacks.stream().map(CallStackTest::method).distinct()).hasSize(4);
    }
  }

  @Test
  void whatReflectionCallsIsToldApart() throws ReflectiveOperationException {
    for (int round = 0; round < 100; round++) {
      for (String name : List.of("here", "there")) {
        Object stack = CallStackTest.class.getDeclaredMethod(name).invoke(null);
        assertThat(method((CallStack) stack)).isEqualTo(name);
      }
    }
  }

  @Test
  void overloadedMethodsAreToldApart() throws ReflectiveOperationException {
    for (int round = 0; round < 2; round++) {
      List<Object> stacks = new ArrayList<>();
      for (Class<?> type : List.of(int.class, long.class)) {
        stacks.add(CallStackTest.class.getDeclaredMethod("over", type).invoke(null, 1));
      }
      assertThat(stacks.getFirst()).isNotEqualTo(stacks.getLast());
    }
  }

  @Test
  void aMethodIsNotTakenForTheInitializerOfItsClass() {
    for (int round = 0; round < 3; round++) {
      assertThat(method(Early.method())).isEqualTo("method");
    }
    assertThat(method(Early.INITIALIZER)).isEqualTo("<clinit>");
  }
}
