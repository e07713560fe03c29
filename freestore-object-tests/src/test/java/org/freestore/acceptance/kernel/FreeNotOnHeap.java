// SPDX-License-Identifier: Apache-2.0
package org.freestore.acceptance.kernel;

import java.util.ArrayList;
import java.util.List;
import org.freestore.AutoScope;
import org.freestore.Storage;
import org.freestore.acceptance.data.Data;
import org.freestore.acceptance.data.Form;

/// CWE 590: what never was on the heap is given back to it.
///
/// `alloca` lasts as long as the function, here the frame's scope; so it is alive when it is
/// deleted, and the report must name the scope. `declare` stands in a block that is over by then:
/// the sink reads a dead object, and then deletes it a second time, its scope's end having been the
/// first; both must be reported.
final class FreeNotOnHeap {
  private FreeNotOnHeap() {}

  static List<Kernel> kernels() {
    List<Kernel> kernels = new ArrayList<>();
    for (ElementType type : ElementType.values()) {
      kernels.addAll(deletes("delete_" + type.word(), type.single(), Deletes::delete));
      kernels.addAll(deletes("delete_array_" + type.word(), type.array(), Deletes::deleteArray));
      kernels.add(placement("delete_" + type.word(), type));
      if (type != ElementType.CLASS) {
        kernels.addAll(frees("free_" + type.word(), type));
      }
    }
    return kernels;
  }

  private static List<Kernel> deletes(String name, Form<?> form, Sink delete) {
    Source good = frame -> ElementType.filled(frame.make(form));
    Sink sink =
        (frame, data) -> {
          frame.attempt(() -> frame.print(data));
          delete.use(frame, data);
        };
    return List.of(
        kernel(name + "_alloca", frame -> automatic(frame, form), good, sink, "scope \"frame\""),
        kernel(
            name + "_declare",
            frame -> declared(frame, form),
            good,
            sink,
            "automatic",
            Finding.USE_AFTER_DELETE,
            Finding.DOUBLE_DELETE),
        kernel(name + "_static", _ -> ElementType.filled(Statics.of(form)), good, sink, "static"));
  }

  private static Kernel kernel(
      String name, Source bad, Source good, Sink sink, String fact, Finding... expected) {
    return Kernel.ofSource(
            Cwe.FREE_NOT_ON_HEAP,
            name,
            FlowSet.NOT_ON_HEAP,
            bad,
            good,
            sink,
            expected.length == 0 ? new Finding[] {Finding.INVALID_DELETE} : expected)
        .naming(fact);
  }

  private static Data<?> automatic(Frame frame, Form<?> form) {
    return ElementType.filled(form.makeIn(frame.scope()));
  }

  private static Data<?> declared(Frame frame, Form<?> form) {
    try (AutoScope block = AutoScope.openIn(frame.store(), "block")) {
      return ElementType.filled(form.makeIn(block));
    }
  }

  /// The storage outlives the delete, other than in Juliet, where it is one more dead variable.
  private static Kernel placement(String name, ElementType type) {
    return kernel(
        name + "_placement_new",
        frame -> {
          Storage storage = Storage.ofBytes(64, 16);
          frame.atEnd(storage::close);
          return ElementType.filled(type.single().makeIn(storage));
        },
        type::make,
        (frame, data) -> {
          frame.print(data);
          Deletes.delete(frame, data);
        },
        "placement");
  }

  /// `free` takes an address, which says nothing of what is there.
  private static List<Kernel> frees(String name, ElementType type) {
    Source good = frame -> Allocator.MALLOC.address(frame, type);
    Form<?> form = type.array();
    return List.of(
        kernel(
            name + "_alloca",
            frame -> addressOf(automatic(frame, form)),
            good,
            Frame::free,
            "scope \"frame\""),
        kernel(
            name + "_declare",
            frame -> declaredAddress(frame, form),
            good,
            Frame::free,
            "automatic"),
        kernel(
            name + "_static",
            _ -> addressOf(ElementType.filled(Statics.of(form))),
            good,
            Frame::free,
            "static"));
  }

  private static Data<Long> addressOf(Data<?> data) {
    return new Data<>(Form.ADDRESS, data.address());
  }

  private static Data<?> declaredAddress(Frame frame, Form<?> form) {
    try (AutoScope block = AutoScope.openIn(frame.store(), "block")) {
      return addressOf(ElementType.filled(form.makeIn(block)));
    }
  }
}
