// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Embeds a struct by value where a property would be a pointer. Such a property needs no setter:
/// what its getter returns is the embedded struct itself, which lives and dies with the object. A
/// setter, where there is one, copies.
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Inline {}
