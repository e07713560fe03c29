// SPDX-License-Identifier: Apache-2.0
package org.freestore.objects;

import java.util.concurrent.TimeUnit;
import org.freestore.Struct;
import org.jspecify.annotations.Nullable;

/// A struct that is used by reference: a value, an enum, a pointer to its like, one to another.
@Struct
interface Link {
  int key();

  void key(int value);

  TimeUnit unit();

  void unit(TimeUnit value);

  @Nullable Link next();

  void next(@Nullable Link value);

  @Nullable Car car();

  void car(@Nullable Car value);
}
