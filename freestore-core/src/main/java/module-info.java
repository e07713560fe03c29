// SPDX-License-Identifier: Apache-2.0

/// Dynamic memory for Java: an allocator in pure Java on `java.lang.foreign`.
///
/// Needs nothing but `java.base`. The module asks the operating system for memory by downcall, so a
/// program that uses it runs with `--enable-native-access=org.freestore` (or `ALL-UNNAMED` where it
/// is on the class path).
module org.freestore {
  requires static org.jspecify;

  exports org.freestore;

  uses org.freestore.StoreListener;
}
