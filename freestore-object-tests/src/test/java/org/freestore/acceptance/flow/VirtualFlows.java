// SPDX-License-Identifier: Apache-2.0
package org.freestore.acceptance.flow;

import java.util.List;
import java.util.Objects;
import org.freestore.AutoScope;
import org.freestore.FreeStore;

/// Flows 81 and 82: into a virtual method.
final class VirtualFlows {
  static final List<Flow> LIST =
      List.of(
          Flow.of(81, "virtual method through a reference", VirtualFlows::reference),
          Flow.of(82, "virtual method through a pointer", VirtualFlows::pointer));

  private VirtualFlows() {}

  private static void reference(Script script) {
    try (AutoScope scope = AutoScope.open()) {
      Action base = scope.create(SinkAction.class);
      base.act(script, script.source());
    }
  }

  private static void pointer(Script script) {
    Action made = SinkActionStruct.create();
    try (AutoScope scope = AutoScope.open()) {
      ActionPointer pointer = scope.create(ActionPointer.class);
      pointer.target(made);
      Action base = Objects.requireNonNull(pointer.target());
      base.act(script, script.source());
    } finally {
      FreeStore.delete(made);
    }
  }
}
