// SPDX-License-Identifier: Apache-2.0
package org.freestore.acceptance.flow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.freestore.AutoScope;
import org.freestore.FreeStore;

/// Flows 83 and 84: from the constructor of an object to its destructor.
public final class LifetimeFlows {
  /// Objects of the store hold no Java references, so an [Errand] holds the number of its script.
  private static final Map<Long, Script> SCRIPTS = new HashMap<>();

  static final List<Flow> LIST =
      List.of(
          Flow.of(83, "constructor and destructor, automatic", LifetimeFlows::automatic),
          Flow.of(84, "constructor and destructor, on the heap", LifetimeFlows::heap));

  private LifetimeFlows() {}

  static Script script(long ticket) {
    return Objects.requireNonNull(SCRIPTS.get(ticket));
  }

  /// Runs a script in the constructor and the destructor of an automatic object.
  public static void automatic(Script script) {
    long ticket = SCRIPTS.size();
    SCRIPTS.put(ticket, script);
    try (AutoScope scope = AutoScope.open()) {
      ErrandStruct.createIn(scope, ticket);
    } finally {
      SCRIPTS.remove(ticket);
    }
  }

  private static void heap(Script script) {
    long ticket = SCRIPTS.size();
    SCRIPTS.put(ticket, script);
    try {
      Errand errand = ErrandStruct.create(ticket);
      FreeStore.delete(errand);
    } finally {
      SCRIPTS.remove(ticket);
    }
  }
}
