// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks an abstract method of a polymorphic [Struct] as one to be overridden by those that extend
/// it, where it could be mistaken for half a property.
///
/// A struct that leaves a method abstract is abstract itself: no object of it can be created.
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Virtual {}
