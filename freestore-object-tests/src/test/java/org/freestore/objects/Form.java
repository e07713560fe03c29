// SPDX-License-Identifier: Apache-2.0
package org.freestore.objects;

import java.util.concurrent.TimeUnit;
import org.freestore.Owned;
import org.freestore.Struct;
import org.jspecify.annotations.Nullable;

/// Has to be filled in before it is read.
@Struct(polymorphic = true, checkInitialization = true)
interface Form {
  int number();

  void number(int value);

  boolean signed();

  void signed(boolean value);

  TimeUnit unit();

  void unit(TimeUnit value);

  @Nullable String text();

  void text(@Nullable String value);

  @Nullable Form next();

  void next(@Nullable Form value);

  @Owned
  @Nullable Car car();

  void car(@Nullable Car value);

  @Nullable Car releaseCar();
}
