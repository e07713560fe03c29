// SPDX-License-Identifier: Apache-2.0
package org.freestore.processor.read;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import org.freestore.processor.problem.Problems;

/// Finds structs that contain themselves, by embedding and by extending.
final class CycleCheck {
  private final Interfaces interfaces;
  private final Problems problems;
  private final TypeElement struct;
  private final Set<TypeElement> seen = new HashSet<>();

  CycleCheck(Interfaces interfaces, Problems problems, TypeElement struct) {
    this.interfaces = interfaces;
    this.problems = problems;
    this.struct = struct;
  }

  /// A struct that contains another, by the element that says so.
  private record Edge(Element element, String words, TypeElement to) {}

  void run() {
    for (Edge edge : edges(struct)) {
      seen.clear();
      List<String> path = new ArrayList<>(List.of(edge.words()));
      if (reaches(edge.to(), path)) {
        path.add(Places.name(struct));
        String mend = "Make one of them a pointer: remove its @Inline or @Length.";
        String what = edge.words() + ": contains itself, by " + String.join(" -> ", path) + ". ";
        problems.error(edge.element(), what + mend);
      }
    }
  }

  private boolean reaches(TypeElement from, List<String> path) {
    if (from.equals(struct)) {
      return true;
    }
    if (!seen.add(from)) {
      return false;
    }
    for (Edge edge : edges(from)) {
      path.add(edge.words());
      if (reaches(edge.to(), path)) {
        return true;
      }
      path.removeLast();
    }
    return false;
  }

  private List<Edge> edges(TypeElement from) {
    List<Edge> edges = new ArrayList<>();
    for (TypeElement base : interfaces.bases(from)) {
      edges.add(new Edge(from, Places.name(from), base));
    }
    for (ExecutableElement method : interfaces.ownMethods(from)) {
      if (Annotations.has(method, Annotations.INLINE)
          || Annotations.has(method, Annotations.LENGTH)) {
        embedded(from, method, edges);
      }
    }
    return edges;
  }

  private void embedded(TypeElement from, ExecutableElement method, List<Edge> edges) {
    Interfaces.element(method.getReturnType())
        .map(type -> Interfaces.isStruct(type) ? type : argument(method))
        .filter(Interfaces::isStruct)
        .ifPresent(
            type -> edges.add(new Edge(Places.of(from, method), Places.name(from, method), type)));
  }

  private static TypeElement argument(ExecutableElement method) {
    TypeElement array = Interfaces.element(method.getReturnType()).orElseThrow();
    if (!array.getSimpleName().contentEquals("StructArray")) {
      return array;
    }
    DeclaredType type = (DeclaredType) method.getReturnType();
    return type.getTypeArguments().stream().findFirst().flatMap(Interfaces::element).orElse(array);
  }
}
