// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Embeds an array of a fixed length in a [Struct], where a property of its type would be a
/// pointer.
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Length {

  /// The number of elements, at least 1.
  int value();
}
