// SPDX-License-Identifier: Apache-2.0
package org.freestore.acceptance.kernel;

import org.freestore.acceptance.data.Data;
import org.freestore.acceptance.data.Form;

/// A type of Juliet's, and what stands for it here.
enum ElementType {
  CHAR("char", 1, Form.BYTE_CELL, Form.BYTES),
  WCHAR_T("wchar_t", 2, Form.CHAR_CELL, Form.CHARS),
  INT("int", 4, Form.INT_CELL, Form.INTS),
  INT64_T("int64_t", 8, Form.LONG_CELL, Form.LONGS),
  LONG("long", 8, Form.LONG_CELL, Form.LONGS),
  STRUCT("struct", 8, Form.STRUCT, Form.STRUCTS),
  CLASS("class", 8, Form.OBJECT, Form.OBJECTS);

  private final String word;
  private final int byteSize;

  @SuppressWarnings("ImmutableEnumChecker") // all of its fields are final and without state
  private final Form<?> single;

  @SuppressWarnings("ImmutableEnumChecker")
  private final Form<?> array;

  ElementType(String word, int byteSize, Form<?> single, Form<?> array) {
    this.word = word;
    this.byteSize = byteSize;
    this.single = single;
    this.array = array;
  }

  /// Returns the type as Juliet's file names spell it.
  String word() {
    return word;
  }

  /// Returns the form of what `new T` makes.
  Form<?> single() {
    return single;
  }

  /// Returns the form of what `new T[100]` makes.
  Form<?> array() {
    return array;
  }

  /// Returns the bytes of `100 * sizeof(T)`.
  long arrayBytes() {
    return (long) Form.LENGTH * byteSize;
  }

  int byteSize() {
    return byteSize;
  }

  /// `new T`, written to.
  Data<?> make(Frame frame) {
    return filled(frame.make(single));
  }

  /// `new T[100]`, written to.
  Data<?> makeArray(Frame frame) {
    return filled(frame.make(array));
  }

  static Data<?> filled(Data<?> data) {
    data.fill();
    return data;
  }
}
