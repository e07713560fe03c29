// SPDX-License-Identifier: Apache-2.0
package org.freestore.heap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.freestore.object.Reference;
import org.junit.jupiter.api.Test;

class ScopeStackTest {
  private final ScopeStack stack = new ScopeStack();

  private static long object(int number) {
    return Reference.ONE_GENERATION | number;
  }

  /// Removes the objects of the innermost scope, last first, and the scope.
  private List<Long> close(long id, long outer) {
    List<Long> objects = new ArrayList<>();
    while (stack.peek() != id) {
      objects.add(stack.peek());
      stack.pop();
    }
    stack.close(outer);
    return objects;
  }

  @Test
  void objectsComeOutInReverseOrder() {
    long scope = stack.open();
    for (int i = 1; i <= 1000; i++) {
      stack.push(object(i));
    }
    List<Long> objects = close(scope, 0);
    assertThat(objects).hasSize(1000).first().isEqualTo(object(1000));
    assertThat(objects.getLast()).isEqualTo(object(1));
    assertThat(stack.innermost()).isZero();
  }

  @Test
  void anInnerScopesObjectsAreNotTheOuterOnes() {
    long outer = stack.open();
    stack.push(object(1));
    long inner = stack.open();
    stack.push(object(2));
    assertThat(stack.innermost()).isEqualTo(inner);
    assertThat(close(inner, outer)).containsExactly(object(2));
    assertThat(stack.innermost()).isEqualTo(outer);
    assertThat(close(outer, 0)).containsExactly(object(1));
  }

  @Test
  void anObjectGoesIntoAnOuterScopeWhileInnerOnesAreOpen() {
    long outer = stack.open();
    stack.push(object(1));
    long middle = stack.open();
    long inner = stack.open();
    stack.push(object(3));
    stack.insert(outer, object(2));
    stack.insert(middle, object(4));
    assertThat(close(inner, middle)).containsExactly(object(3));
    assertThat(close(middle, outer)).containsExactly(object(4));
    assertThat(close(outer, 0)).containsExactly(object(2), object(1));
  }

  @Test
  void aScopesNumberIsNeverUsedAgain() {
    long first = stack.open();
    close(first, 0);
    long second = stack.open();
    assertThat(second).isNotEqualTo(first);
    assertThat(stack.isOpen(first)).isFalse();
    assertThat(stack.isOpen(second)).isTrue();
  }

  @Test
  void aScopeIsCalledByItsNameOrElseByItsDepth() {
    long outer = stack.open();
    stack.push(object(1));
    long inner = stack.open();
    stack.push(object(2));
    stack.name(inner, "frame");
    assertThat(stack.scopeOf(object(1))).isEqualTo("at depth 1");
    assertThat(stack.scopeOf(object(2))).isEqualTo("\"frame\"");
    stack.forgetName(inner);
    assertThat(stack.scopeOf(object(2))).isEqualTo("at depth 2");
    assertThat(stack.scopeOf(object(3))).isNull();
    close(inner, outer);
    assertThat(stack.scopeOf(object(2))).isNull();
  }
}
