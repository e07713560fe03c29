// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a constructor of a [Struct]: a static method whose first parameter is the object to
/// construct.
///
/// ```java
/// @Constructor
/// static void construct(Logger self, String name) {
///   self.name(name);
/// }
/// ```
///
/// For each there are generated factories with the same further parameters. The base is constructed
/// first, then embedded structs in the order of their declaration, then this method runs. When it
/// throws, what was constructed is destroyed in reverse, the memory is freed, and the exception
/// propagates unchanged (\[except.ctor\], \[expr.new\]).
///
/// A struct without any has a default constructor that leaves zeros.
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Constructor {

  /// How the base part is constructed.
  Base base() default Base.DEFAULT;

  /// How the base part of an object is constructed.
  enum Base {
    /// By the base's default constructor, before this method runs.
    DEFAULT,

    /// By this method, which calls the generated `constructBase` of its own struct first, with what
    /// arguments it likes: C++'s initializer for a base.
    EXPLICIT,

    /// By another constructor of the same struct, which this method calls first through the
    /// generated `delegate`: C++'s delegating constructor (\[class.base.init\]). Once that has
    /// returned the object counts as constructed: if this method then throws, the destructor runs.
    DELEGATE
  }
}
