// SPDX-License-Identifier: Apache-2.0
package org.freestore.acceptance.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.freestore.ByteArray;
import org.freestore.FreeStore;
import org.freestore.acceptance.data.Data;
import org.freestore.acceptance.data.Form;

/// CWE 416: the source gives the memory back, and the sink reads it.
final class UseAfterFree {
  private UseAfterFree() {}

  static List<Kernel> kernels() {
    List<Kernel> kernels = new ArrayList<>();
    for (ElementType type : ElementType.values()) {
      if (type != ElementType.CLASS) {
        kernels.add(use("malloc_free_" + type.word(), frame -> bytes(frame, type)));
      }
      kernels.add(use("new_delete_" + type.word(), type::make));
      kernels.add(use("new_delete_array_" + type.word(), type::makeArray));
    }
    kernels.add(returnFreedPointer());
    kernels.add(operatorEquals());
    return kernels;
  }

  /// Untyped memory that is read and written. A Java program cannot read through an address, only
  /// through a handle; the one for untyped memory is an array of bytes.
  private static Data<?> bytes(Frame frame, ElementType type) {
    Data<ByteArray> data = Form.BYTES.makeIn(frame.store(), type.arrayBytes());
    frame.made(data);
    return ElementType.filled(data);
  }

  /// Juliet's good cases leak; these do not.
  private static Kernel use(String name, Source source) {
    return Kernel.of(
        Cwe.USE_AFTER_FREE,
        name,
        FlowSet.USE_AFTER,
        frame -> {
          Data<?> data = source.make(frame);
          Deletes.rightly(data);
          return data;
        },
        frame -> {
          Data<?> data = source.make(frame);
          frame.atEnd(() -> Deletes.rightly(data));
          return data;
        },
        Frame::print,
        (_, _) -> {},
        Finding.USE_AFTER_DELETE);
  }

  private static Kernel returnFreedPointer() {
    return Kernel.whole(
        Cwe.USE_AFTER_FREE,
        "return_freed_ptr",
        FlowSet.CONTROL,
        frame -> {
          ByteArray reversed = reversedAndFreed(frame, "BadSink");
          frame.print(reversed.get(0));
        },
        frame -> {
          ByteArray reversed = reversed(frame, "GoodSink");
          frame.print(reversed.get(0));
          FreeStore.deleteArray(reversed);
        },
        Finding.USE_AFTER_DELETE);
  }

  private static ByteArray reversed(Frame frame, String text) {
    ByteArray reversed = ByteArray.createIn(frame.store(), text.length());
    for (int i = 0; i < text.length(); i++) {
      reversed.set(i, (byte) text.charAt(text.length() - i - 1));
    }
    return reversed;
  }

  private static ByteArray reversedAndFreed(Frame frame, String text) {
    ByteArray reversed = reversed(frame, text);
    FreeStore.deleteArray(reversed);
    return reversed;
  }

  /// An assignment that does not think of `a = a`.
  private static Kernel operatorEquals() {
    return Kernel.whole(
        Cwe.USE_AFTER_FREE,
        "operator_equals",
        FlowSet.STRAIGHT,
        frame -> {
          ForgetfulNamed object = ForgetfulNamedStruct.createIn(frame.scope());
          object.name(MemoryLeak.name(frame));
          assign(frame, object, object);
          frame.print(name(object).get(0));
        },
        frame -> {
          ForgetfulNamed object = ForgetfulNamedStruct.createIn(frame.scope());
          object.name(MemoryLeak.name(frame));
          assignWithCheck(frame, object, object);
          frame.print(name(object).get(0));
          FreeStore.deleteArray(object.name());
        },
        Finding.USE_AFTER_DELETE);
  }

  private static ByteArray name(ForgetfulNamed object) {
    return Objects.requireNonNull(object.name());
  }

  private static void assign(Frame frame, ForgetfulNamed target, ForgetfulNamed source) {
    ByteArray old = name(source);
    FreeStore.deleteArray(target.name());
    ByteArray copy = ByteArray.createIn(frame.store(), Form.LENGTH);
    frame.made(new Data<>(Form.BYTES, copy));
    for (int i = 0; i < Form.LENGTH; i++) {
      copy.set(i, old.get(i));
    }
    target.name(copy);
  }

  private static void assignWithCheck(Frame frame, ForgetfulNamed target, ForgetfulNamed source) {
    if (!target.equals(source)) {
      assign(frame, target, source);
    }
  }
}
