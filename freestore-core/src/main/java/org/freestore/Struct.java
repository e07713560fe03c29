// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Declares an interface to be a struct: a type whose objects live in a [FreeStore].
///
/// The annotation processor of `freestore-processor` writes a class beside the interface, named
/// after it with `Struct` appended, that holds its layout, its typed factories and the flyweight
/// through which its objects are read and written.
///
/// ```java
/// @Struct
/// public interface Car {
///   int speed();
///   void speed(int value);
/// }
///
/// Car car = CarStruct.create();
/// car.speed(120);
/// FreeStore.delete(car);
/// ```
///
/// ### Properties
///
/// A property is a pair of abstract methods, `T name()` and `void name(T value)`.
///
/// | type | what is stored |
/// |---|---|
/// | a primitive type | the value, naturally aligned |
/// | an enum | its ordinal, 4 bytes |
/// | `String` | a copy in UTF-8 that the object owns |
/// | a struct | a pointer; with [Inline] the struct itself, with [Owned] a pointer that the object deletes |
/// | a primitive array type such as [IntArray], [StructArray], [PointerArray] with [Length] | the elements themselves |
/// | the same without [Length] | a pointer to an array; with [Owned] one that the object deletes |
///
/// Objects start out as zeros: numbers are 0, pointers and strings `null`.
///
/// ### Inheritance
///
/// A struct may extend one other struct, and any number of interfaces that are none. A
/// [#polymorphic()] one has virtual methods, its default methods and those that are left abstract,
/// and may be deleted through a pointer to it whatever the object's type is.
///
/// @see Constructor
/// @see Destructor
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Struct {

  /// Whether objects of this struct know their type at run time: its methods are virtual, and so is
  /// its destructor. Inherited by every struct that extends this one.
  boolean polymorphic() default false;

  /// The order of the properties in memory. The default wastes the least on padding.
  FieldOrder order() default FieldOrder.COMPACT;

  /// The least alignment of objects, in bytes: a power of two from 8 to 1024. A struct is always
  /// aligned as its properties need.
  int alignment() default 8;

  /// Whether a property that was never written is an error to read: [UninitializedReadException].
  /// Costs one bit a property, and its check on every access.
  boolean checkInitialization() default false;

  /// Whether [Shared#fromThis(Object)] works for objects that a [Shared] took over. Costs 8 bytes
  /// an object; those that [Shared#make(Class)] makes can do it at no cost.
  boolean sharedFromThis() default false;
}
