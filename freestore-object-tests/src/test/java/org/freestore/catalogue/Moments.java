// SPDX-License-Identifier: Apache-2.0
package org.freestore.catalogue;

import java.util.function.Consumer;

/// What a test wants to be done while an object is constructed or destroyed.
final class Moments {
  static final Consumer<Shape> NOTHING = _ -> {};
  static Consumer<Shape> construction = NOTHING;
  static Consumer<Shape> destruction = NOTHING;

  private Moments() {}
}
