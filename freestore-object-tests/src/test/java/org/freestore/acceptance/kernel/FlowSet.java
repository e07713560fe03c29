// SPDX-License-Identifier: Apache-2.0
package org.freestore.acceptance.kernel;

import java.util.List;
import java.util.function.IntPredicate;
import org.freestore.acceptance.flow.Flow;

/// Which flows a kernel is carried along.
public enum FlowSet {
  /// All 48.
  ALL(_ -> true),

  /// 42: all but those in which a stack variable of C would have to outlive its function.
  NEW_LEAK(flow -> flow != 42 && flow != 43 && flow != 61 && flow != 62 && flow < 83),

  /// 40: the same, and without those that set flags.
  NOT_ON_HEAP(flow -> NEW_LEAK.has(flow) && flow != 21 && flow != 22),

  /// 22: control, and four ways to carry a pointer.
  USE_AFTER(flow -> flow <= 18 || flow == 43 || flow == 62 || flow == 63 || flow == 64),

  /// 18: control only, where source and sink cannot be told apart.
  CONTROL(flow -> flow <= 18),

  /// 1: where the defect is in a class, and control has nothing to choose.
  STRAIGHT(flow -> flow == 1);

  @SuppressWarnings("ImmutableEnumChecker") // a lambda without state
  private final IntPredicate condition;

  FlowSet(IntPredicate condition) {
    this.condition = condition;
  }

  private boolean has(int flow) {
    return condition.test(flow);
  }

  public List<Flow> flows() {
    return Flow.ALL.stream().filter(flow -> has(flow.number())).toList();
  }
}
