// SPDX-License-Identifier: Apache-2.0
package org.freestore.processor.problem;

import javax.lang.model.element.Element;
import javax.tools.Diagnostic;
import org.jspecify.annotations.Nullable;

/// Something wrong with a struct.
///
/// @param element where it is
/// @param message what it is and how to mend it: `Car.speed: setter without getter. Add ...`
/// @param warning for advice, the word that `@SuppressWarnings` takes; for an error `null`
public record Problem(Element element, String message, @Nullable String warning) {

  /// How severe it is, as the compiler says it.
  public Diagnostic.Kind kind() {
    return warning == null ? Diagnostic.Kind.ERROR : Diagnostic.Kind.WARNING;
  }
}
