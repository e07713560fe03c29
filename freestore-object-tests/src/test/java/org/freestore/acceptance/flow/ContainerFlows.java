// SPDX-License-Identifier: Apache-2.0
package org.freestore.acceptance.flow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.freestore.acceptance.data.Data;

/// Flows 72 to 74: in a container that is passed to another class.
@SuppressWarnings("JdkObsolete") // a linked list is what flow 73 is about
final class ContainerFlows {
  static final List<Flow> LIST =
      List.of(
          Flow.of(72, "vector", ContainerFlows::vector),
          Flow.of(73, "list", ContainerFlows::list),
          Flow.of(74, "map", ContainerFlows::map));

  private ContainerFlows() {}

  private static void vector(Script script) {
    Data<?> data = script.source();
    List<Data<?>> vector = new ArrayList<>();
    vector.add(0, data);
    vector.add(0, data);
    vector.add(2, data);
    Receiver.sinkOfVector(script, vector);
  }

  private static void list(Script script) {
    Data<?> data = script.source();
    LinkedList<Data<?>> list = new LinkedList<>();
    list.addLast(data);
    list.addLast(data);
    list.addLast(data);
    Receiver.sinkOfList(script, list);
  }

  private static void map(Script script) {
    Data<?> data = script.source();
    Map<Integer, Data<?>> map = new HashMap<>();
    map.put(0, data);
    map.put(1, data);
    map.put(2, data);
    Receiver.sinkOfMap(script, map);
  }

  /// The other class.
  private static final class Receiver {
    static void sinkOfVector(Script script, List<Data<?>> vector) {
      script.sink(vector.get(2));
    }

    static void sinkOfList(Script script, List<Data<?>> list) {
      script.sink(list.getLast());
    }

    static void sinkOfMap(Script script, Map<Integer, Data<?>> map) {
      script.sink(Objects.requireNonNull(map.get(2)));
    }
  }
}
