// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.allocator;

import java.lang.reflect.Field;
import sun.misc.Unsafe;

/// The JDK's old door to memory without any check. For comparisons only.
@SuppressWarnings({"removal", "deprecation"})
public final class UnsafeAccess {
  /// The one instance there is.
  public static final Unsafe UNSAFE = unsafe();

  private UnsafeAccess() {}

  private static Unsafe unsafe() {
    try {
      Field field = Unsafe.class.getDeclaredField("theUnsafe");
      field.setAccessible(true);
      return (Unsafe) field.get(null);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }
}
