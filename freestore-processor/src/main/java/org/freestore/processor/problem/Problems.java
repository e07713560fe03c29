// SPDX-License-Identifier: Apache-2.0
package org.freestore.processor.problem;

import java.util.ArrayList;
import java.util.List;
import javax.annotation.processing.Messager;
import javax.lang.model.element.Element;

/// Collects what is wrong with one struct, in the order in which it is found.
public final class Problems {
  private final List<Problem> found = new ArrayList<>();

  /// Adds an error.
  public void error(Element element, String message) {
    found.add(new Problem(element, message, null));
  }

  /// Adds advice that `@SuppressWarnings` of the given word, or of `freestore`, silences.
  public void warning(Element element, String word, String message) {
    if (!Suppression.covers(element, word)) {
      found.add(new Problem(element, message, word));
    }
  }

  /// Returns whether there is an error.
  public boolean hasErrors() {
    return found.stream().anyMatch(problem -> problem.warning() == null);
  }

  /// Tells the compiler.
  public void report(Messager messager) {
    for (Problem problem : found) {
      messager.printMessage(problem.kind(), text(problem), problem.element());
    }
  }

  private static String text(Problem problem) {
    return problem.warning() == null
        ? problem.message()
        : "[" + problem.warning() + "] " + problem.message();
  }
}
