// SPDX-License-Identifier: Apache-2.0
package org.freestore.acceptance.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.freestore.FreeStore;
import org.freestore.StructArray;
import org.freestore.acceptance.data.CharCell;
import org.freestore.acceptance.data.Data;
import org.freestore.acceptance.data.Form;

/// CWE 761: a pointer runs along a string, and from where it stops the string is freed.
///
/// `char` strings are raw blocks, and the pointer is an address. `wchar_t` strings are arrays of
/// characters that are objects, and the pointer is a reference to an element.
final class FreeNotAtStart {
  private static final char SEARCHED = 'S';

  private FreeNotAtStart() {}

  static List<Kernel> kernels() {
    List<Kernel> kernels = new ArrayList<>();
    for (Input input : Input.values()) {
      kernels.add(
          Kernel.ofSink(
              Cwe.FREE_NOT_AT_START,
              "char_" + input.word(),
              FlowSet.ALL,
              frame -> bytes(frame, input.text()),
              (frame, data) -> frame.store().free(advanced(data.address())),
              FreeNotAtStart::searchByIndexAndFree,
              Finding.BAD_FREE));
      kernels.add(
          Kernel.ofSink(
              Cwe.FREE_NOT_AT_START,
              "wchar_t_" + input.word(),
              FlowSet.ALL,
              frame -> cells(frame, input.text()),
              (_, data) -> FreeStore.deleteArray((Object) advanced(cells(data))),
              FreeNotAtStart::searchByIndexAndDelete,
              Finding.INVALID_DELETE));
    }
    return kernels;
  }

  private static Data<?> bytes(Frame frame, String text) {
    Data<Long> data = Allocator.CALLOC.address(frame, ElementType.CHAR);
    MemorySegment.ofAddress(data.handle()).reinterpret(Form.LENGTH).setString(0, text);
    return data;
  }

  private static byte byteAt(long address) {
    return MemorySegment.ofAddress(address).reinterpret(1).get(ValueLayout.JAVA_BYTE, 0);
  }

  private static long advanced(long start) {
    long data = start;
    for (; byteAt(data) != 0; data++) {
      if (byteAt(data) == SEARCHED) {
        break;
      }
    }
    return data;
  }

  private static void searchByIndexAndFree(Frame frame, Data<?> data) {
    for (int i = 0; byteAt(data.address() + i) != 0; i++) {
      if (byteAt(data.address() + i) == SEARCHED) {
        break;
      }
    }
    frame.free(data);
  }

  private static Data<?> cells(Frame frame, String text) {
    Data<StructArray<CharCell>> data = frame.make(Form.CHAR_CELLS);
    for (int i = 0; i < text.length(); i++) {
      data.handle().get(i).value(text.charAt(i));
    }
    data.handle().get(text.length()).value('\0');
    return data;
  }

  @SuppressWarnings("unchecked") // the form says so
  private static StructArray<CharCell> cells(Data<?> data) {
    if (data.form() != Form.CHAR_CELLS) {
      throw new AssertionError(data.form());
    }
    return (StructArray<CharCell>) data.handle();
  }

  private static CharCell advanced(StructArray<CharCell> string) {
    CharCell data = string.get(0);
    for (; data.value() != 0; data = string.plus(data, 1)) {
      if (data.value() == SEARCHED) {
        break;
      }
    }
    return data;
  }

  private static void searchByIndexAndDelete(Frame frame, Data<?> data) {
    StructArray<CharCell> string = cells(data);
    for (int i = 0; string.get(i).value() != 0; i++) {
      if (string.get(i).value() == SEARCHED) {
        break;
      }
    }
    FreeStore.deleteArray(string);
  }
}
