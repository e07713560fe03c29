// SPDX-License-Identifier: Apache-2.0
package org.freestore.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import javax.lang.model.element.Modifier;
import org.freestore.processor.model.Struct;
import org.freestore.processor.model.StructConstructor;

/// Writes what users call on the class itself: factories, casts, copies, views.
final class FactoryWriter {
  private final Target target;
  private final Struct struct;
  private final ClassName self;
  private final ClassName declared;

  FactoryWriter(Target target) {
    this.target = target;
    this.struct = target.struct();
    this.self = target.self();
    this.declared = target.declared();
  }

  void write(TypeSpec.Builder type) {
    if (!struct.isAbstract()) {
      for (StructConstructor constructor : struct.constructors()) {
        type.addMethod(create(constructor));
        type.addMethod(createIn(constructor));
        type.addMethod(tryCreate(constructor));
      }
      if (struct.isDefaultConstructible()) {
        type.addMethod(createArray());
        type.addMethod(createArrayIn());
      }
    }
    type.addMethod(copy());
    type.addMethod(copyIn());
    type.addMethod(cast());
    type.addMethod(tryCast());
    type.addMethod(layout());
    type.addMethod(segment());
  }

  private MethodSpec create(StructConstructor constructor) {
    Parameters parameters = new Parameters(target, constructor);
    MethodSpec.Builder method =
        parameters
            .declare(factory("create", declared))
            .addJavadoc("Creates one in the global store.\n")
            .addJavadoc("\n@throws org.freestore.OutOfFreeStoreException if there is no memory\n");
    if (struct.needsConstruction()) {
      method.addStatement(
          "return construct(new $T(allocate(TYPE, LIVE, WORD_BYTES))$L)", self, parameters.after());
    } else {
      method.addStatement("return new $T(allocate(TYPE, LIVE, WORD_BYTES))", self);
    }
    return method.build();
  }

  private MethodSpec createIn(StructConstructor constructor) {
    Parameters parameters = new Parameters(target, constructor);
    String resource = parameters.fresh("resource");
    MethodSpec.Builder method =
        factory("createIn", declared)
            .addJavadoc("Creates one in a store, a scope or another resource.\n")
            .addJavadoc("\n@throws org.freestore.OutOfFreeStoreException if there is no memory\n")
            .addParameter(ClassNames.MEMORY_RESOURCE, resource);
    parameters.declare(method);
    if (struct.needsConstruction()) {
      method.addStatement(
          "return construct(new $T(allocateIn($L, TYPE, LIVE, WORD_BYTES))$L)",
          self,
          resource,
          parameters.after());
    } else {
      method.addStatement("return new $T(allocateIn($L, TYPE, LIVE, WORD_BYTES))", self, resource);
    }
    return method.build();
  }

  private MethodSpec tryCreate(StructConstructor constructor) {
    Parameters parameters = new Parameters(target, constructor);
    String object = parameters.fresh("object");
    MethodSpec.Builder method =
        parameters
            .declare(factory("tryCreate", target.nullable(declared)))
            .addJavadoc(
                "Creates one in the global store, or returns {@code null} where there is no")
            .addJavadoc(" memory.\n")
            .addStatement("long $L = tryAllocate(TYPE, LIVE, WORD_BYTES)", object);
    if (struct.needsConstruction()) {
      method.addStatement(
          "return $L == 0 ? null : construct(new $T($L)$L)",
          object,
          self,
          object,
          parameters.after());
    } else {
      method.addStatement("return $L == 0 ? null : new $T($L)", object, self, object);
    }
    return method.build();
  }

  private MethodSpec createArray() {
    return factory("createArray", arrayOf())
        .addJavadoc(
            "Creates an array of them in the global store; end it with {@code deleteArray}.\n")
        .addJavadoc("\n@param length how many, 0 or more\n")
        .addParameter(long.class, "length")
        .addStatement("return $T.createArray($T.class, length)", ClassNames.FREE_STORE, declared)
        .build();
  }

  private MethodSpec createArrayIn() {
    return factory("createArrayIn", arrayOf())
        .addJavadoc("Creates an array of them in a store, a scope or another resource.\n")
        .addJavadoc("\n@param length how many, 0 or more\n")
        .addParameter(ClassNames.MEMORY_RESOURCE, "resource")
        .addParameter(long.class, "length")
        .addStatement(
            "return $T.createArrayIn(resource, $T.class, length)", ClassNames.FREE_STORE, declared)
        .build();
  }

  private TypeName arrayOf() {
    return ParameterizedTypeName.get(ClassNames.STRUCT_ARRAY, declared);
  }

  private MethodSpec copy() {
    return factory("copy", declared)
        .addJavadoc("Creates a copy in the global store.\n")
        .addParameter(declared, "source")
        .addStatement("return $T.copy(source)", ClassNames.FREE_STORE)
        .build();
  }

  private MethodSpec copyIn() {
    return factory("copyIn", declared)
        .addJavadoc("Creates a copy in a store, a scope or another resource.\n")
        .addParameter(ClassNames.MEMORY_RESOURCE, "resource")
        .addParameter(declared, "source")
        .addStatement("return $T.copyIn(resource, source)", ClassNames.FREE_STORE)
        .build();
  }

  private MethodSpec cast() {
    return factory("cast", declared)
        .addJavadoc("Returns an object as a {@code $L}.\n", struct.name())
        .addJavadoc("\n@throws org.freestore.TypeMismatchException if it is none\n")
        .addParameter(Object.class, "object")
        .addStatement("return $T.cast($T.class, object)", ClassNames.FREE_STORE, declared)
        .build();
  }

  private MethodSpec tryCast() {
    return factory("tryCast", target.nullable(declared))
        .addJavadoc(
            "Returns an object as a {@code $L}, or {@code null} if it is none.\n", struct.name())
        .addParameter(target.nullable(ClassName.get(Object.class)), "object")
        .addStatement("return $T.tryCast($T.class, object)", ClassNames.FREE_STORE, declared)
        .build();
  }

  private MethodSpec layout() {
    return factory("layout", ClassNames.MEMORY_LAYOUT)
        .addJavadoc("Returns the layout of the payload.\n")
        .addStatement("return TYPE.layout()")
        .build();
  }

  private MethodSpec segment() {
    boolean readOnly = struct.holdsReferences();
    return factory("segment", ClassNames.MEMORY_SEGMENT)
        .addJavadoc(
            "Returns a segment over an object's payload, that lives as long as the arena.\n")
        .addJavadoc(readOnly ? "It is read-only, since the object refers to others.\n" : "")
        .addParameter(declared, "object")
        .addParameter(ClassNames.ARENA, "arena")
        .addStatement("$T whole = structOf(TYPE, object)", ClassNames.STRUCT_OBJECT)
        .addStatement(
            "return new $T(whole.reference(), addressOf(whole)).segment(arena, $L)", self, readOnly)
        .build();
  }

  private MethodSpec.Builder factory(String name, TypeName returned) {
    return MethodSpec.methodBuilder(name)
        .addModifiers(target.visibility())
        .addModifiers(Modifier.STATIC)
        .returns(returned);
  }
}
