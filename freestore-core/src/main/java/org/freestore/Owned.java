// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Makes a pointer own what it points to, in the manner of `std::unique_ptr`: deleted with the
/// object, and when the property is set to something else. A method `T releaseName()` beside the
/// property `name` gives the ownership up: it returns the pointer and leaves `null`.
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Owned {}
