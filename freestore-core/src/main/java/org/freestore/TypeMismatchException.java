// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import java.io.Serial;

/// An object that is not of the type it is taken for: a cast, or an object of another struct handed
/// to generated code.
public final class TypeMismatchException extends MisuseException {
  @Serial private static final long serialVersionUID = 1;

  TypeMismatchException(MisuseReport report) {
    super(report);
  }
}
