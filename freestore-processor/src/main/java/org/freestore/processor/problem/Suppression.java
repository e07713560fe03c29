// SPDX-License-Identifier: Apache-2.0
package org.freestore.processor.problem;

import java.util.List;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/// What `@SuppressWarnings` silences: its word, or everything of this processor by `freestore`, in
/// the annotated element and all that it encloses.
public final class Suppression {
  private static final String ALL = "freestore";

  private Suppression() {}

  /// Returns whether the element or one around it is annotated with the word.
  public static boolean covers(@Nullable Element element, String word) {
    for (Element at = element; at != null; at = at.getEnclosingElement()) {
      SuppressWarnings suppressed = at.getAnnotation(SuppressWarnings.class);
      if (suppressed != null) {
        List<String> words = List.of(suppressed.value());
        if (words.contains(ALL) || words.contains(word)) {
          return true;
        }
      }
    }
    return false;
  }
}
