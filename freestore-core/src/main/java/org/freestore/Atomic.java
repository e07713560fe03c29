// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Gives a property of a [Struct], on its getter, the memory effects of a `volatile` field.
///
/// Such a property of type `int`, `long`, an enum or a pointer may have `boolean
/// compareAndSetName(T expected, T value)` beside it; one of type `int` or `long` also `T
/// getAndAddName(T delta)`.
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Atomic {}
