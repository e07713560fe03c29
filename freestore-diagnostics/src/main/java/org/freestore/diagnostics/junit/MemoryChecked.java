// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.junit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.freestore.Protection;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/// A test that leaks memory, or misuses it, fails with the report.
///
/// ```java
/// @MemoryChecked
/// class GarageTest {
///   @Test
///   void aCarIsParked(FreeStore store) {          // opened for this test, closed after it
///     Car car = CarStruct.createIn(store);
///     ...
///     FreeStore.delete(car);
///   }
/// }
/// ```
///
/// **Leaks.** What is live after a test and its `@AfterEach` methods, was not before, and is led to
/// by nothing that is automatic, static or a [root][org.freestore.diagnostics.snapshot.Roots]: in
/// every store, the global one included; and what is live in a store when the test closes it. A
/// test that failed already is not checked.
///
/// **Misuse.** Any that a store found while the test ran, by whatever thread, also if the exception
/// was caught, as long as the test did not fail for it.
///
/// Stores that tests get record all sites. The global store does with
/// `-Dfreestore.protection=sites`.
///
/// Since tests share the global store, those that are checked run one at a time where tests run in
/// parallel. Others that run meanwhile must leave the stores alone.
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(MemoryCheckExtension.class)
@ResourceLock("org.freestore.global")
public @interface MemoryChecked {
  /// Returns whether misuse is no failure, for tests that provoke it.
  boolean allowMisuse() default false;

  /// Returns how closely the store is watched that the test gets.
  Protection protection() default Protection.SITES;

  /// Returns leaks that are no failure, as `leak:` and a template: see
  /// [org.freestore.diagnostics.leak.Suppressions].
  String[] suppressions() default {};
}
