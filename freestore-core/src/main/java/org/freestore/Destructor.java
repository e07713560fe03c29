// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks the destructor of a [Struct]: a static method whose only parameter is the object.
///
/// It runs when the object is deleted, its scope ends or its owner is destroyed; then the strings
/// and pointers that the object owns are deleted and its embedded structs destroyed, last one
/// first, and its base is destroyed last of all (\[class.dtor\]). An exception it throws propagates
/// after all of that was done and the memory was freed.
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Destructor {}
