// SPDX-License-Identifier: Apache-2.0
package org.freestore.acceptance.kernel;

import java.util.ArrayList;
import java.util.List;
import org.freestore.FreeStore;
import org.freestore.acceptance.data.Data;

/// CWE 415: the source gives the memory back, and so does the sink.
final class DoubleFree {
  private DoubleFree() {}

  static List<Kernel> kernels() {
    List<Kernel> kernels = new ArrayList<>();
    for (ElementType type : ElementType.values()) {
      if (type != ElementType.CLASS) {
        kernels.add(
            twice(
                "malloc_free_" + type.word(),
                frame -> Allocator.MALLOC.address(frame, type),
                Deletes::free,
                Finding.DOUBLE_FREE));
      }
      kernels.add(
          twice("new_delete_" + type.word(), type::make, Deletes::delete, Finding.DOUBLE_DELETE));
      kernels.add(
          twice(
              "new_delete_array_" + type.word(),
              type::makeArray,
              Deletes::deleteArray,
              Finding.DOUBLE_DELETE));
    }
    kernels.add(noCopyConstructor());
    kernels.add(noAssignmentOperator());
    return kernels;
  }

  private static Kernel twice(String name, Source source, Sink free, Finding expected) {
    return Kernel.of(
        Cwe.DOUBLE_FREE,
        name,
        FlowSet.ALL,
        frame -> {
          Data<?> data = source.make(frame);
          free.use(frame, data);
          return data;
        },
        source,
        free,
        (_, _) -> {},
        expected);
  }

  /// Two objects with one name, each of which deletes it.
  private static Kernel noCopyConstructor() {
    return Kernel.whole(
        Cwe.DOUBLE_FREE,
        "no_copy_const",
        FlowSet.STRAIGHT,
        frame -> {
          DeletingNamed first = DeletingNamedStruct.createIn(frame.store());
          first.name(MemoryLeak.name(frame));
          DeletingNamed second = DeletingNamedStruct.copyIn(frame.store(), first);
          FreeStore.delete(second);
          FreeStore.delete(first);
        },
        frame -> {
          OwningNamed first = OwningNamedStruct.createIn(frame.store());
          first.name(MemoryLeak.name(frame));
          OwningNamed second = OwningNamedStruct.copyIn(frame.store(), first);
          FreeStore.delete(second);
          FreeStore.delete(first);
        },
        Finding.DOUBLE_DELETE);
  }

  private static Kernel noAssignmentOperator() {
    return Kernel.whole(
        Cwe.DOUBLE_FREE,
        "no_assignment_op",
        FlowSet.STRAIGHT,
        frame -> {
          DeletingNamed first = DeletingNamedStruct.createIn(frame.store());
          first.name(MemoryLeak.name(frame));
          DeletingShelf second = DeletingShelfStruct.createIn(frame.store());
          second.value().name(MemoryLeak.name(frame));
          second.value(first);
          FreeStore.delete(second);
          FreeStore.delete(first);
        },
        frame -> {
          OwningNamed first = OwningNamedStruct.createIn(frame.store());
          first.name(MemoryLeak.name(frame));
          OwningShelf second = OwningShelfStruct.createIn(frame.store());
          second.value().name(MemoryLeak.name(frame));
          second.value(first);
          FreeStore.delete(second);
          FreeStore.delete(first);
        },
        Finding.DOUBLE_DELETE);
  }
}
