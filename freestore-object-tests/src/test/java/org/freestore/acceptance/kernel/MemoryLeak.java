// SPDX-License-Identifier: Apache-2.0
package org.freestore.acceptance.kernel;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import org.freestore.ByteArray;
import org.freestore.FreeStore;
import org.freestore.OutOfFreeStoreException;
import org.freestore.acceptance.data.Data;
import org.freestore.acceptance.data.Form;

/// CWE 401: memory that nobody gives back.
final class MemoryLeak {
  /// Juliet's names of its types; there are two spellings of one struct.
  private static final List<String> RAW_TYPES =
      List.of("char", "wchar_t", "int", "int64_t", "struct_twoIntsStruct", "twoIntsStruct");

  private MemoryLeak() {}

  static List<Kernel> kernels() {
    List<Kernel> kernels = new ArrayList<>();
    for (String name : RAW_TYPES) {
      ElementType type = typeOf(name);
      for (Allocator allocator : Allocator.values()) {
        kernels.add(raw(name + "_" + allocator.word(), allocator, type));
      }
      kernels.add(failedRealloc("malloc_realloc_" + name, type));
      kernels.addAll(news(name, type));
    }
    kernels.addAll(news("TwoIntsClass", ElementType.CLASS));
    kernels.add(duplicate("strdup_char", false));
    kernels.add(duplicate("strdup_wchar_t", true));
    kernels.add(destructor());
    kernels.add(virtualDestructor());
    return kernels;
  }

  private static ElementType typeOf(String name) {
    return switch (name) {
      case "char" -> ElementType.CHAR;
      case "wchar_t" -> ElementType.WCHAR_T;
      case "int" -> ElementType.INT;
      case "int64_t" -> ElementType.INT64_T;
      default -> ElementType.STRUCT;
    };
  }

  private static List<Kernel> news(String name, ElementType type) {
    return List.of(made("new_" + name, type.single()), made("new_array_" + name, type.array()));
  }

  private static Kernel raw(String name, Allocator allocator, ElementType type) {
    return Kernel.of(
            Cwe.MEMORY_LEAK,
            name,
            FlowSet.ALL,
            frame -> allocator.address(frame, type),
            frame -> automaticBytes(frame, type.arrayBytes()),
            MemoryLeak::nothing,
            Frame::free,
            Finding.LEAK)
        .naming("raw block");
  }

  /// `alloca`.
  private static Data<?> automaticBytes(Frame frame, long byteSize) {
    Data<?> data = new Data<>(Form.ADDRESS, frame.scope().allocate(byteSize, 8).address());
    data.fill();
    return data;
  }

  private static void nothing(Frame frame, Data<?> data) {
    frame.print(data);
  }

  private static Kernel made(String name, Form<?> form) {
    return Kernel.of(
            Cwe.MEMORY_LEAK,
            name,
            FlowSet.NEW_LEAK,
            frame -> ElementType.filled(frame.make(form)),
            frame -> ElementType.filled(form.makeIn(frame.scope())),
            MemoryLeak::nothing,
            (_, data) -> Deletes.rightly(data),
            Finding.LEAK)
        .naming("of type " + form.typeName());
  }

  private static Kernel duplicate(String name, boolean wide) {
    return Kernel.of(
            Cwe.MEMORY_LEAK,
            name,
            FlowSet.ALL,
            frame -> frame.duplicate("myString", wide ? UTF_16LE : UTF_8),
            frame -> automaticBytes(frame, Form.LENGTH),
            MemoryLeak::nothing,
            Frame::free,
            Finding.LEAK)
        .naming("raw block");
  }

  /// `data = realloc(data, more)`, which loses the block where there is no more.
  private static Kernel failedRealloc(String name, ElementType type) {
    return Kernel.whole(
            Cwe.MEMORY_LEAK,
            name,
            FlowSet.CONTROL,
            frame -> {
              long data = Allocator.MALLOC.address(frame, type).handle();
              data = reallocOrNull(frame, data, type);
              if (data != 0) {
                frame.store().free(data);
              }
            },
            frame -> {
              long data = Allocator.MALLOC.address(frame, type).handle();
              long larger = reallocOrNull(frame, data, type);
              if (larger != 0) {
                data = larger;
              }
              frame.store().free(data);
            },
            Finding.LEAK)
        .naming("raw block")
        .inLimitedMemory();
  }

  private static long reallocOrNull(Frame frame, long data, ElementType type) {
    try {
      return frame.store().realloc(data, frame.tooManyBytes(type));
    } catch (OutOfFreeStoreException noMemory) {
      return 0;
    }
  }

  /// The object owns an array, and its destructor does not know.
  private static Kernel destructor() {
    return Kernel.whole(
            Cwe.MEMORY_LEAK,
            "destructor",
            FlowSet.STRAIGHT,
            frame -> {
              ForgetfulNamed object = ForgetfulNamedStruct.createIn(frame.scope());
              object.name(name(frame));
            },
            frame -> {
              OwningNamed object = OwningNamedStruct.createIn(frame.scope());
              object.name(name(frame));
            },
            Finding.LEAK)
        .naming("of type byte");
  }

  static ByteArray name(Frame frame) {
    Data<ByteArray> data = frame.make(Form.BYTES);
    data.fill();
    return data.handle();
  }

  /// Deleting through a base without a virtual destructor would leak what the derived part owns. It
  /// is refused instead, as AddressSanitizer refuses it: a mismatch of new and delete.
  @SuppressWarnings("non-polymorphic-delete")
  private static Kernel virtualDestructor() {
    return Kernel.whole(
            Cwe.MEMORY_LEAK,
            "virtual_destructor",
            FlowSet.STRAIGHT,
            frame -> {
              PlainDerived object = PlainDerivedStruct.createIn(frame.store());
              object.name(name(frame));
              PlainBasePointer pointer = PlainBasePointerStruct.createIn(frame.scope());
              pointer.target(object);
              frame.atEnd(() -> FreeStore.delete(object));
              FreeStore.delete(pointer.target());
            },
            frame -> {
              VirtualDerived object = VirtualDerivedStruct.createIn(frame.store());
              object.name(name(frame));
              VirtualBasePointer pointer = VirtualBasePointerStruct.createIn(frame.scope());
              pointer.target(object);
              FreeStore.delete(pointer.target());
            },
            Finding.MISMATCHED_DELETE)
        .naming("not polymorphic");
  }
}
