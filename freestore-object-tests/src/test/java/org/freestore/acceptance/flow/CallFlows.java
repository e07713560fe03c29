// SPDX-License-Identifier: Apache-2.0
package org.freestore.acceptance.flow;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.freestore.acceptance.data.Data;
import org.jspecify.annotations.Nullable;

/// Flows 41 to 45: from one function of a class to another.
final class CallFlows {
  static final List<Flow> LIST =
      List.of(
          Flow.of(41, "argument", CallFlows::argument),
          Flow.of(42, "return value", CallFlows::returned),
          Flow.of(43, "reference argument", CallFlows::referenceArgument),
          Flow.of(44, "pointer to a function", CallFlows::functionPointer),
          Flow.of(45, "static variable", CallFlows::staticVariable));

  private static @Nullable Data<?> staticData;

  private CallFlows() {}

  private static void sink(Script script, Data<?> data) {
    script.sink(data);
  }

  private static void argument(Script script) {
    Data<?> data = script.source();
    sink(script, data);
  }

  private static Data<?> source(Script script) {
    return script.source();
  }

  private static void returned(Script script) {
    Data<?> data = source(script);
    script.sink(data);
  }

  private static void sourceInto(Script script, Variable data) {
    data.set(script.source());
  }

  private static void referenceArgument(Script script) {
    Variable data = new Variable();
    sourceInto(script, data);
    script.sink(data.get());
  }

  private static void functionPointer(Script script) {
    Consumer<Data<?>> pointer = data -> sink(script, data);
    pointer.accept(script.source());
  }

  private static void staticVariable(Script script) {
    staticData = script.source();
    try {
      sinkOfStatic(script);
    } finally {
      staticData = null;
    }
  }

  private static void sinkOfStatic(Script script) {
    Data<?> data = Objects.requireNonNull(staticData);
    script.sink(data);
  }
}
