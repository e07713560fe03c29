// SPDX-License-Identifier: Apache-2.0
package org.freestore.processor.model;

import org.jspecify.annotations.Nullable;

/// What a property holds, and how it lies in memory.
public sealed interface Content {

  /// Returns the size, in bytes.
  long byteSize();

  /// Returns the alignment, in bytes.
  long byteAlignment();

  /// A primitive value.
  record Value(Scalar scalar) implements Content {
    @Override
    public long byteSize() {
      return scalar.byteSize();
    }

    @Override
    public long byteAlignment() {
      return scalar.byteSize();
    }
  }

  /// The ordinal of an enum's constant.
  record Ordinal() implements Content {
    @Override
    public long byteSize() {
      return Integer.BYTES;
    }

    @Override
    public long byteAlignment() {
      return Integer.BYTES;
    }
  }

  /// A pointer to a text that the object owns.
  record Text() implements Content {
    @Override
    public long byteSize() {
      return Long.BYTES;
    }

    @Override
    public long byteAlignment() {
      return Long.BYTES;
    }
  }

  /// A pointer to an object.
  record Pointer(StructRef pointee) implements Content {
    @Override
    public long byteSize() {
      return Long.BYTES;
    }

    @Override
    public long byteAlignment() {
      return Long.BYTES;
    }
  }

  /// A pointer to an array.
  ///
  /// @param element of an array of structs or of pointers, the struct; else `null`
  record ArrayPointer(ArrayKind kind, @Nullable StructRef element) implements Content {
    @Override
    public long byteSize() {
      return Long.BYTES;
    }

    @Override
    public long byteAlignment() {
      return Long.BYTES;
    }
  }

  /// A struct itself.
  record Embedded(StructRef struct, Struct model) implements Content {
    @Override
    public long byteSize() {
      return model.layout().byteSize();
    }

    @Override
    public long byteAlignment() {
      return model.layout().byteAlignment();
    }
  }

  /// The elements of an array that are no structs.
  ///
  /// @param element of an array of pointers, the struct that they point to; else `null`
  record Elements(ArrayKind kind, @Nullable StructRef element, int length) implements Content {
    @Override
    public long byteSize() {
      return (long) kind.elementBytes() * length;
    }

    @Override
    public long byteAlignment() {
      return kind.elementBytes();
    }
  }

  /// The elements of an array of structs.
  record EmbeddedElements(StructRef struct, Struct model, int length) implements Content {
    @Override
    public long byteSize() {
      return Layout.times(model.layout().byteSize(), length);
    }

    @Override
    public long byteAlignment() {
      return model.layout().byteAlignment();
    }
  }

  /// Returns the struct that the property embeds once or several times, or `null`.
  default @Nullable Struct embedded() {
    return switch (this) {
      case Embedded one -> one.model();
      case EmbeddedElements several -> several.model();
      default -> null;
    };
  }

  /// Returns whether it is 8 bytes that refer to an object or an array.
  default boolean isPointer() {
    return this instanceof Pointer || this instanceof ArrayPointer;
  }
}
