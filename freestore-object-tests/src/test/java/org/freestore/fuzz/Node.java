// SPDX-License-Identifier: Apache-2.0
package org.freestore.fuzz;

import org.freestore.Constructor;
import org.freestore.Destructor;
import org.freestore.IntArray;
import org.freestore.Owned;
import org.freestore.Struct;
import org.jspecify.annotations.Nullable;

/// Points at others of its kind and of other kinds, and owns a child.
@Struct
interface Node {
  int serial();

  void serial(int value);

  @Nullable Node next();

  void next(@Nullable Node value);

  @Nullable Plant plant();

  void plant(@Nullable Plant value);

  @Nullable Shape shape();

  void shape(@Nullable Shape value);

  @Nullable IntArray numbers();

  void numbers(@Nullable IntArray value);

  @Owned
  @Nullable Node child();

  void child(@Nullable Node value);

  @Nullable Node releaseChild();

  String label();

  void label(String value);

  @Constructor
  static void construct(Node self) {
    self.serial(Journal.current().nextSerial());
    self.label("node");
    Journal.current().born("Node", self.serial());
  }

  @Destructor
  static void destroy(Node self) {
    Journal.current().died("Node", self.serial());
  }
}
