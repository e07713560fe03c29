// SPDX-License-Identifier: Apache-2.0
package org.freestore.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.Set;
import javax.lang.model.element.Modifier;
import org.freestore.processor.model.Content;
import org.freestore.processor.model.Property;
import org.freestore.processor.model.Struct;
import org.freestore.processor.model.StructConstructor;
import org.freestore.processor.model.StructRef;

/// Writes the nested class through which objects are used by reference, without a flyweight.
///
/// It compares whole headers, which only structs have that are never another one at run time, lie
/// beside their header, and keep no record of what was written.
final class ReferencesWriter {
  private static final int HEADER_BYTES = 8;

  /// Properties of these names are read and written through the object: the class has methods of
  /// its own that are called so.
  private static final Set<String> TAKEN = Set.of("create", "delete", "of", "object");

  private final Target target;
  private final Struct struct;
  private final ClassName self;

  ReferencesWriter(Target target) {
    this.target = target;
    this.struct = target.struct();
    this.self = target.self();
  }

  void write(TypeSpec.Builder type) {
    if (!struct.polymorphic() && !struct.layout().isApart() && target.checked().isEmpty()) {
      type.addType(references());
    }
  }

  private TypeSpec references() {
    TypeSpec.Builder type =
        TypeSpec.classBuilder("References")
            .addModifiers(target.visibility())
            .addModifiers(Modifier.STATIC, Modifier.FINAL)
            .addJavadoc("Objects by reference, for loops and recursions where a Java object a step")
            .addJavadoc(" is too much.\nA method that is given a reference throws {@code ")
            .addJavadoc("UseAfterDeleteException} if its object is gone, {@code\n")
            .addJavadoc("TypeMismatchException} if that is of another type, and {@code ")
            .addJavadoc("NullPointerException} if it is 0 and may not\nbe.\n")
            .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
    for (StructConstructor constructor : struct.constructors()) {
      type.addMethod(create(constructor));
    }
    type.addMethod(delete()).addMethod(of()).addMethod(object());
    for (Property property : struct.properties()) {
      if (!property.owned() && !property.atomic() && !TAKEN.contains(property.name())) {
        accessors(property, type);
      }
    }
    return type.build();
  }

  private MethodSpec create(StructConstructor constructor) {
    Parameters parameters = new Parameters(target, constructor);
    MethodSpec.Builder method =
        parameters
            .declare(method("create", TypeName.LONG))
            .addJavadoc("Creates one in the global store.\n")
            .addJavadoc("\n@throws org.freestore.OutOfFreeStoreException if there is no memory\n");
    CodeBlock memory = CodeBlock.of("$T.allocate(TYPE, LIVE, WORD_BYTES)", self);
    if (struct.needsConstruction()) {
      String after = parameters.after();
      method.addStatement(
          "return $T.referenceTo($T.construct(new $T($L)$L))", self, self, self, memory, after);
    } else {
      method.addStatement("return $L", memory);
    }
    return method.build();
  }

  private MethodSpec delete() {
    return method("delete", TypeName.VOID)
        .addJavadoc("Deletes the object that a reference refers to; does nothing for 0.\n")
        .addParameter(long.class, "object")
        .addStatement("$T.delete(object, LIVE)", self)
        .build();
  }

  private MethodSpec of() {
    return method("of", TypeName.LONG)
        .addJavadoc("Returns the reference to an object, 0 for {@code null}.\n")
        .addJavadoc("\n@throws org.freestore.TypeMismatchException if it is part of another\n")
        .addParameter(target.nullable(target.declared()), "object")
        .addStatement(
            "return object == null ? 0 : $T.requireReference($T.structOf(TYPE, object).reference(),"
                + " LIVE)",
            self,
            self)
        .build();
  }

  private MethodSpec object() {
    return method("object", target.nullable(target.declared()))
        .addJavadoc("Returns the object that a reference refers to, {@code null} for 0.\n")
        .addJavadoc("\n@throws org.freestore.UseAfterDeleteException if the object is gone\n")
        .addJavadoc("@throws org.freestore.TypeMismatchException if it is of another type\n")
        .addParameter(long.class, "object")
        .addStatement(
            "return object == 0 ? null : new $T($T.requireReference(object, LIVE))", self, self)
        .build();
  }

  private void accessors(Property property, TypeSpec.Builder type) {
    String at = HEADER_BYTES + " + " + property.offsetConstant();
    switch (property.content()) {
      case Content.Value value -> {
        String suffix = value.scalar().suffix();
        TypeName name = TypeName.get(property.type()).withoutAnnotations();
        getter(property, name, CodeBlock.of("$T.get$L(object, LIVE, $L)", self, suffix, at), type);
        CodeBlock put = CodeBlock.of("$T.put$L(object, LIVE, $L, value)", self, suffix, at);
        setter(property, name, put, type);
      }
      case Content.Ordinal ordinal -> {
        TypeName name = TypeName.get(property.type()).withoutAnnotations();
        CodeBlock number = CodeBlock.of("$T.getInt(object, LIVE, $L)", self, at);
        getter(property, name, CodeBlock.of("$L_VALUES[$L]", property.upperCase(), number), type);
        CodeBlock put = CodeBlock.of("$T.putInt(object, LIVE, $L, value.ordinal())", self, at);
        setter(property, name, put, type);
      }
      case Content.Pointer pointer -> pointer(property, pointer.pointee(), at, type);
      default -> {}
    }
  }

  /// A polymorphic pointee has one of many headers, so that it is set through the flyweight.
  private void pointer(Property property, StructRef pointee, String at, TypeSpec.Builder type) {
    CodeBlock get = CodeBlock.of("$T.getLong(object, LIVE, $L)", self, at);
    getter(property, TypeName.LONG, get, type);
    if (pointee.polymorphic() || property.accessors().setter() == null) {
      return;
    }
    String live = "LIVE";
    if (!pointee.name().equals(struct.ref().name())) {
      live = property.upperCase() + "_LIVE";
      type.addField(
          FieldSpec.builder(long.class, live)
              .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
              .initializer("$T.TYPE.liveHeader()", ClassNames.generated(pointee))
              .build());
    }
    CodeBlock put = CodeBlock.of("$T.putPointer(object, LIVE, $L, value, $L)", self, at, live);
    setter(property, TypeName.LONG, put, type);
  }

  private void getter(Property property, TypeName name, CodeBlock value, TypeSpec.Builder type) {
    type.addMethod(
        method(property.name(), name)
            .addJavadoc("Returns {@code $L} of the object.\n", property.name())
            .addParameter(long.class, "object")
            .addStatement("return $L", value)
            .build());
  }

  private void setter(Property property, TypeName name, CodeBlock put, TypeSpec.Builder type) {
    if (property.accessors().setter() != null) {
      type.addMethod(
          method(property.name(), TypeName.VOID)
              .addJavadoc("Sets {@code $L} of the object.\n", property.name())
              .addParameter(long.class, "object")
              .addParameter(name, "value")
              .addStatement(put)
              .build());
    }
  }

  private MethodSpec.Builder method(String name, TypeName returned) {
    return MethodSpec.methodBuilder(name)
        .addModifiers(target.visibility())
        .addModifiers(Modifier.STATIC)
        .returns(returned);
  }
}
