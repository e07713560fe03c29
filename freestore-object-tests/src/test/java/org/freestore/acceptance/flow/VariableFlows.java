// SPDX-License-Identifier: Apache-2.0
package org.freestore.acceptance.flow;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.Objects;
import org.freestore.AutoScope;
import org.freestore.acceptance.data.Data;
import org.freestore.acceptance.data.Form;
import org.freestore.acceptance.data.Parcel;
import org.freestore.acceptance.data.ParcelStruct;

/// Flows 31 to 34: other names for one variable, in one function.
final class VariableFlows {
  static final List<Flow> LIST =
      List.of(
          Flow.of(31, "copy", VariableFlows::copy),
          Flow.of(32, "two pointers to one variable", VariableFlows::twoPointers),
          Flow.of(33, "reference", VariableFlows::reference),
          Flow.of(34, "union", VariableFlows::union));

  private static final MemoryLayout UNION =
      MemoryLayout.unionLayout(
          ValueLayout.JAVA_LONG.withName("first"), ValueLayout.JAVA_LONG.withName("second"));
  private static final VarHandle FIRST = UNION.varHandle(PathElement.groupElement("first"));
  private static final VarHandle SECOND = UNION.varHandle(PathElement.groupElement("second"));

  private VariableFlows() {}

  private static void copy(Script script) {
    try (AutoScope scope = AutoScope.open()) {
      Parcel data = scope.create(Parcel.class);
      script.source().store(data);
      Parcel copy = ParcelStruct.copyIn(scope, data);
      script.sink(Data.load(copy));
    }
  }

  private static void twoPointers(Script script) {
    try (AutoScope scope = AutoScope.open()) {
      Parcel data = scope.create(Parcel.class);
      Link first = scope.create(Link.class);
      Link second = scope.create(Link.class);
      first.target(data);
      second.target(data);
      script.source().store(Objects.requireNonNull(first.target()));
      script.sink(Data.load(Objects.requireNonNull(second.target())));
    }
  }

  private static void reference(Script script) {
    Variable data = new Variable();
    Variable reference = data;
    data.set(script.source());
    script.sink(reference.get());
  }

  private static void union(Script script) {
    Data<?> data = script.source();
    try (AutoScope scope = AutoScope.open()) {
      script.sink(
          data.form() == Form.ADDRESS
              ? addressThroughUnion(scope, data)
              : referenceThroughUnion(scope, data));
    }
  }

  /// Of two 64-bit members that overlap.
  private static Data<?> addressThroughUnion(AutoScope scope, Data<?> data) {
    MemorySegment union = scope.allocate(UNION);
    FIRST.set(union, 0L, data.address());
    return new Data<>(Form.ADDRESS, (long) SECOND.get(union, 0L));
  }

  /// Of two types for one storage: written as the one, read as the other.
  private static Data<?> referenceThroughUnion(AutoScope scope, Data<?> data) {
    Parcel first = scope.create(SecondMember.class);
    data.store(first);
    SecondMember second = SecondMemberStruct.cast(first);
    return Data.load(second);
  }
}
