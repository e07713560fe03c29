// SPDX-License-Identifier: Apache-2.0
package org.freestore.acceptance.flow;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import org.freestore.AutoScope;
import org.freestore.StructArray;
import org.freestore.acceptance.data.Data;
import org.freestore.acceptance.data.Parcel;
import org.freestore.acceptance.data.ParcelStruct;

/// Flows 61 to 68: between classes, in what C++ has to put a pointer in.
final class ElsewhereFlows {
  private static final MethodHandle SINK = sinkOfElsewhere();

  static final List<Flow> LIST =
      List.of(
          Flow.of(61, "return value", ElsewhereFlows::returned),
          Flow.of(62, "reference argument", ElsewhereFlows::referenceArgument),
          Flow.of(63, "pointer to the data", ElsewhereFlows::pointerToData),
          Flow.of(64, "pointer to void", ElsewhereFlows::pointerToVoid),
          Flow.of(65, "pointer to a function", ElsewhereFlows::functionPointer),
          Flow.of(66, "array", ElsewhereFlows::array),
          Flow.of(67, "struct", ElsewhereFlows::struct),
          Flow.of(68, "global variable", ElsewhereFlows::globalVariable));

  private ElsewhereFlows() {}

  private static MethodHandle sinkOfElsewhere() {
    try {
      MethodType type = MethodType.methodType(void.class, Script.class, Data.class);
      return MethodHandles.lookup().findStatic(Elsewhere.class, "sink", type);
    } catch (ReflectiveOperationException failure) {
      throw new ExceptionInInitializerError(failure);
    }
  }

  private static void returned(Script script) {
    Data<?> data = Elsewhere.source(script);
    script.sink(data);
  }

  private static void referenceArgument(Script script) {
    Variable data = new Variable();
    Elsewhere.sourceInto(script, data);
    script.sink(data.get());
  }

  private static void pointerToData(Script script) {
    try (AutoScope scope = AutoScope.open()) {
      Parcel data = scope.create(Parcel.class);
      script.source().store(data);
      Elsewhere.sinkOfPointer(script, data);
    }
  }

  private static void pointerToVoid(Script script) {
    try (AutoScope scope = AutoScope.open()) {
      Parcel data = scope.create(Parcel.class);
      script.source().store(data);
      Elsewhere.sinkOfVoidPointer(script, data);
    }
  }

  private static void functionPointer(Script script) {
    Data<?> data = script.source();
    try {
      SINK.invokeExact(script, (Data) data);
    } catch (RuntimeException | Error failure) {
      throw failure;
    } catch (Throwable failure) {
      throw new AssertionError(failure);
    }
  }

  private static void array(Script script) {
    try (AutoScope scope = AutoScope.open()) {
      StructArray<Parcel> array = scope.createArray(Parcel.class, 5);
      script.source().store(array.get(2));
      Elsewhere.sinkOfArray(script, array);
    }
  }

  private static void struct(Script script) {
    try (AutoScope scope = AutoScope.open()) {
      Envelope struct = scope.create(Envelope.class);
      script.source().store(struct.content());
      Elsewhere.sinkOfStruct(script, EnvelopeStruct.copyIn(scope, struct));
    }
  }

  private static void globalVariable(Script script) {
    Globals.store(script.source());
    Elsewhere.sinkOfGlobal(script);
  }

  /// The other class.
  private static final class Elsewhere {
    static Data<?> source(Script script) {
      return script.source();
    }

    static void sourceInto(Script script, Variable data) {
      data.set(script.source());
    }

    @SuppressWarnings("UnusedMethod") // called by name
    static void sink(Script script, Data<?> data) {
      script.sink(data);
    }

    static void sinkOfPointer(Script script, Parcel data) {
      script.sink(Data.load(data));
    }

    static void sinkOfVoidPointer(Script script, Object pointer) {
      Parcel data = ParcelStruct.cast(pointer);
      script.sink(Data.load(data));
    }

    static void sinkOfArray(Script script, StructArray<Parcel> array) {
      script.sink(Data.load(array.get(2)));
    }

    static void sinkOfStruct(Script script, Envelope struct) {
      script.sink(Data.load(struct.content()));
    }

    static void sinkOfGlobal(Script script) {
      script.sink(Globals.load());
    }
  }
}
