// SPDX-License-Identifier: Apache-2.0
package org.freestore.semantics;

import org.freestore.Constructor;
import org.freestore.Constructor.Base;
import org.freestore.Destructor;
import org.freestore.Inline;
import org.freestore.Struct;

/// Chooses its base's constructor, and delegates to another one of its own.
@Struct
@SuppressWarnings("non-polymorphic-base")
interface Pass extends Badge {
  @Inline
  Part chip();

  int days();

  void days(int value);

  @Constructor(base = Base.EXPLICIT)
  static void named(Pass self, String name) {
    PassStruct.constructBase(self, name.toUpperCase(java.util.Locale.ROOT));
    Journal.note("Pass");
  }

  @Constructor(base = Base.EXPLICIT)
  static void numbered(Pass self, int number) {
    PassStruct.constructBase(self, number);
    Journal.note("Pass");
  }

  @Constructor(base = Base.DELEGATE)
  static void valid(Pass self, String name, int days) {
    PassStruct.delegate(self, name);
    self.days(days);
    Journal.note("Pass for " + days + " days");
  }

  /// Forgets the base, if `remember` is false.
  @Constructor(base = Base.EXPLICIT)
  static void forgetful(Pass self, boolean remember) {
    if (remember) {
      PassStruct.constructBase(self, 1);
      PassStruct.constructBase(self, 2);
    }
  }

  @Destructor
  static void destroy(Pass self) {
    Journal.note("~Pass");
  }
}
