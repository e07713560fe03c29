// SPDX-License-Identifier: Apache-2.0
package org.freestore.semantics;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Says which rule of `docs/cpp-semantics.md` a test shows, by its number there.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Rule {
  int value();
}
