// SPDX-License-Identifier: Apache-2.0
package org.freestore.processor.read;

import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import org.freestore.processor.model.StructName;

/// Where an error is reported, and what is called wrong there.
final class Places {
  private Places() {}

  /// Returns the method where the struct declares it itself; else the struct, since what it
  /// inherits may be in a library.
  static Element of(Member member) {
    return of(member.struct(), member.method());
  }

  static Element of(TypeElement struct, ExecutableElement method) {
    return struct.equals(method.getEnclosingElement()) ? method : struct;
  }

  /// Returns the name of the property or method: `Car.speed`.
  static String name(Member member) {
    return name(member.struct(), member.method());
  }

  static String name(TypeElement struct, ExecutableElement method) {
    return name(struct) + "." + method.getSimpleName();
  }

  static String name(TypeElement struct) {
    return StructName.of(struct).nested();
  }
}
