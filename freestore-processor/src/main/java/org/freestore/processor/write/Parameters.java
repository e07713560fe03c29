// SPDX-License-Identifier: Apache-2.0
package org.freestore.processor.write;

import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.VariableElement;
import org.freestore.processor.model.StructConstructor;

/// The parameters of a constructor, without the object, as generated methods repeat them.
final class Parameters {
  private final Target target;
  private final StructConstructor constructor;
  private final List<String> names = new ArrayList<>();

  Parameters(Target target, StructConstructor constructor) {
    this.target = target;
    this.constructor = constructor;
    for (VariableElement parameter : constructor.parameters()) {
      names.add(parameter.getSimpleName().toString());
    }
  }

  /// Returns a name for a variable that no parameter has.
  String fresh(String wanted) {
    return names.contains(wanted) ? fresh(wanted + "_") : wanted;
  }

  /// Declares the parameters and the exceptions of the constructor.
  MethodSpec.Builder declare(MethodSpec.Builder method) {
    for (VariableElement parameter : constructor.parameters()) {
      method.addParameter(
          target.name(parameter.asType(), parameter), parameter.getSimpleName().toString());
    }
    constructor.thrown().forEach(thrown -> method.addException(TypeName.get(thrown)));
    return method.varargs(constructor.method() != null && constructor.method().isVarArgs());
  }

  /// Returns the arguments after others: `, name, size`.
  String after() {
    return names.isEmpty() ? "" : ", " + String.join(", ", names);
  }
}
