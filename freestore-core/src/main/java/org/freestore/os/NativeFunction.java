// SPDX-License-Identifier: Apache-2.0
package org.freestore.os;

/// A C function of up to six integer or pointer parameters.
///
/// Every function the OS layer calls has this shape, which is why one downcall handle serves them
/// all: linking a handle is what costs at start-up, and surplus integer arguments in registers are
/// ignored by every ABI Freestore runs on.
@FunctionalInterface
public interface NativeFunction {

  /// Calls the function; parameters it does not have are ignored.
  ///
  /// @return what it returned, sign-extended from its register
  long call(long a, long b, long c, long d, long e, long f);
}
