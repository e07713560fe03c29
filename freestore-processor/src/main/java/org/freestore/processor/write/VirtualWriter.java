// SPDX-License-Identifier: Apache-2.0
package org.freestore.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.TypeVariableName;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import org.freestore.processor.model.VirtualMethod;

/// Writes the virtual methods of a polymorphic struct: which one is called depends on the object's
/// type at run time, that is not this class's while a base is constructed or destroyed, or where a
/// flyweight of the base's was kept from there.
final class VirtualWriter {
  private final Target target;

  VirtualWriter(Target target) {
    this.target = target;
  }

  void write(TypeSpec.Builder type) {
    target.struct().virtualMethods().forEach(method -> type.addMethod(dispatch(method)));
  }

  private MethodSpec dispatch(VirtualMethod virtual) {
    ExecutableElement declared = virtual.method();
    TypeElement struct = target.struct().ref().element();
    ExecutableType resolved =
        (ExecutableType) target.types().asMemberOf((DeclaredType) struct.asType(), declared);
    String name = declared.getSimpleName().toString();
    MethodSpec.Builder method =
        MethodSpec.methodBuilder(name)
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PUBLIC)
            .varargs(declared.isVarArgs())
            .returns(target.name(resolved.getReturnType(), declared));
    resolved
        .getTypeVariables()
        .forEach(variable -> method.addTypeVariable(TypeVariableName.get(variable)));
    resolved.getThrownTypes().forEach(thrown -> method.addException(TypeName.get(thrown)));
    List<String> arguments = new ArrayList<>();
    for (int i = 0; i < declared.getParameters().size(); i++) {
      VariableElement parameter = declared.getParameters().get(i);
      arguments.add(parameter.getSimpleName().toString());
      method.addParameter(
          target.name(resolved.getParameterTypes().get(i), parameter), arguments.getLast());
    }
    CodeBlock call = CodeBlock.of("$L($L)", name, String.join(", ", arguments));
    String returns = declared.getReturnType().getKind() == TypeKind.VOID ? "" : "return ";
    method.beginControlFlow("if (isExactly())");
    if (virtual.pure()) {
      method.addStatement("throw pureVirtual(TYPE, $S)", name);
      method.endControlFlow();
      method.addStatement("$L$L", returns, dynamic(virtual, call));
    } else {
      method.addStatement("$L$T.super.$L", returns, target.declared(), call);
      method.nextControlFlow("else");
      method.addStatement("$L$L", returns, dynamic(virtual, call));
      method.endControlFlow();
    }
    return method.build();
  }

  private static CodeBlock dynamic(VirtualMethod virtual, CodeBlock call) {
    return CodeBlock.of("dynamic($T.class).$L", ClassName.get(virtual.introducedBy()), call);
  }
}
