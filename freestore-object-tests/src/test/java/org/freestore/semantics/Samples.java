// SPDX-License-Identifier: Apache-2.0
package org.freestore.semantics;

import java.util.Objects;
import org.freestore.ByteArray;
import org.freestore.Constructor;
import org.freestore.Destructor;
import org.freestore.FreeStore;
import org.freestore.FreeStoreException;
import org.freestore.IntArray;
import org.freestore.Length;
import org.freestore.MemoryResource;
import org.freestore.Owned;
import org.freestore.Struct;
import org.freestore.StructArray;
import org.jspecify.annotations.Nullable;

/// Structs for one test each.
final class Samples {
  private Samples() {}

  /// One property of each sort, no constructor.
  @Struct
  interface Plain {
    int number();

    void number(int value);

    double fraction();

    void fraction(double value);

    @Nullable String text();

    void text(@Nullable String value);

    @Nullable Plain next();

    void next(@Nullable Plain value);
  }

  /// Needs more memory than itself.
  @Struct
  interface Hungry {
    @Owned
    @Nullable IntArray food();

    void food(@Nullable IntArray value);

    @Constructor
    static void fed(Hungry self, MemoryResource from) {
      self.food(IntArray.createIn(from, 10));
    }
  }

  /// Points to bases, and to an array of them.
  @Struct
  interface Garage {
    @Nullable Frame frame();

    void frame(@Nullable Frame value);

    @Nullable StructArray<Frame> frames();

    void frames(@Nullable StructArray<Frame> value);
  }

  /// Points to a polymorphic base.
  @Struct
  interface Kennel {
    @Nullable Animal animal();

    void animal(@Nullable Animal value);
  }

  /// Larger than a slab.
  @Struct
  interface Huge {
    @Length(2_000_000)
    ByteArray bytes();
  }

  /// What may be seen of a struct.
  interface Viewable {
    int value();
  }

  /// What may be done to it.
  @Struct
  interface Writable extends Viewable {
    void value(int value);
  }

  /// Looks at itself while it is destroyed.
  @Struct
  interface Witness {
    int value();

    void value(int value);

    @Nullable Witness next();

    void next(@Nullable Witness value);

    @Constructor
    static void construct(Witness self) {
      self.value(42);
    }

    @Destructor
    static void destroy(Witness self) {
      Journal.note("value " + self.value());
      try {
        FreeStore.delete(self);
      } catch (FreeStoreException e) {
        Journal.note("second delete: " + e.getClass().getSimpleName());
      }
      Witness same = Objects.requireNonNull(self.next());
      Journal.note("through a pointer " + same.value());
    }
  }

  /// Lets itself out of its constructor, which then fails.
  @Struct
  interface Leaky {
    int value();

    void value(int value);

    @Constructor
    static void construct(Leaky self, Leaky[] out) {
      out[0] = self;
      throw new Journal.Planned("after it was let out");
    }
  }
}
