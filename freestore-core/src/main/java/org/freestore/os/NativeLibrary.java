// SPDX-License-Identifier: Apache-2.0
package org.freestore.os;

/// Finds C functions by name, and remembers what the last failed one said.
public interface NativeLibrary {

  /// Returns the named function.
  ///
  /// @throws UnsupportedOperationException if the system has no such function
  NativeFunction function(String name);

  /// Returns the error number (`errno`, or `GetLastError()` on Windows) that the last call left, of
  /// whichever thread: for messages.
  int lastErrorNumber();
}
