// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.object;

import org.freestore.Struct;
import org.jspecify.annotations.Nullable;

/// An element of a [LinkedList], as `struct link` of structures.c.
@Struct
public interface ListLink {
  /// Returns the value.
  long value();

  /// Sets the value.
  void value(long value);

  /// Returns the element behind it.
  @Nullable ListLink next();

  /// Sets the element behind it.
  void next(@Nullable ListLink value);

  /// Returns the element before it.
  @Nullable ListLink previous();

  /// Sets the element before it.
  void previous(@Nullable ListLink value);
}
