// SPDX-License-Identifier: Apache-2.0
package org.freestore.processor.write;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;

/// Writes calls from methods that cannot declare the exceptions of what they call: those propagate
/// unchanged nevertheless.
final class Sneaky {
  private Sneaky() {}

  static MethodSpec.Builder call(MethodSpec.Builder method, CodeBlock call, boolean declares) {
    if (!declares) {
      return method.addStatement(call);
    }
    method.beginControlFlow("try").addStatement(call);
    method.nextControlFlow("catch ($T failure)", Throwable.class);
    return method.addStatement("throw rethrow(failure)").endControlFlow();
  }
}
