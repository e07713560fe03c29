// SPDX-License-Identifier: Apache-2.0
package org.freestore.processor.usage;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.TypeElement;
import org.freestore.processor.read.Interfaces;
import org.jspecify.annotations.Nullable;

/// Which structs are extended by others that one class mentions.
///
/// Structs that it does not mention do not count, although the compiler may know them: what is said
/// of a class would otherwise depend on what else happens to be compiled with it.
final class DerivedStructs {
  private final Interfaces interfaces;
  private final Set<TypeElement> seen = new HashSet<>();
  private final Map<String, String> derivedByBase = new HashMap<>();

  DerivedStructs(Interfaces interfaces) {
    this.interfaces = interfaces;
  }

  /// Remembers what a mentioned type extends, if it is a struct or the class that was generated for
  /// one.
  void add(TypeElement type) {
    if (!seen.add(type)) {
      return;
    }
    if (Interfaces.isStruct(type)) {
      for (TypeElement base : interfaces.bases(type)) {
        derivedByBase.putIfAbsent(name(base), name(type));
        add(base);
      }
    } else {
      interfaces.bases(type).forEach(this::add);
    }
  }

  /// Returns the name of one that extends a struct, or `null`.
  @Nullable String of(TypeElement struct) {
    return derivedByBase.get(name(struct));
  }

  private static String name(TypeElement type) {
    return type.getQualifiedName().toString();
  }
}
