// SPDX-License-Identifier: Apache-2.0
package org.freestore.processor.write;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.freestore.processor.model.Struct;

/// Writes the generated class of a struct.
public final class ClassWriter {
  private final Elements elements;
  private final Types types;
  private final String processor;

  /// Makes a writer.
  ///
  /// @param processor the name of the processor, for the annotation that says what generated a
  ///   class
  public ClassWriter(Elements elements, Types types, String processor) {
    this.elements = elements;
    this.types = types;
    this.processor = processor;
  }

  /// Returns the source of a struct's class.
  public JavaFile write(Struct struct) {
    Target target = new Target(struct, isVisible(ClassNames.NULL_MARKED, struct), types);
    DestructionWriter destruction = new DestructionWriter(target);
    TypeSpec.Builder type = declaration(target);
    TypeWriter typeWriter = new TypeWriter(target);
    typeWriter.write(type);
    constructors(target, type);
    new FactoryWriter(target).write(type);
    type.addMethod(type()).addMethod(live());
    new AccessorWriter(target).write(type);
    new VirtualWriter(target).write(type);
    new ConstructionWriter(target, destruction).write(type);
    destruction.write(type);
    new CopyWriter(target, destruction).write(type);
    type.addMethod(typeWriter.layout());
    new ReferencesWriter(target).write(type);
    return JavaFile.builder(struct.ref().name().packageName(), type.build())
        .skipJavaLangImports(true)
        .build();
  }

  private TypeSpec.Builder declaration(Target target) {
    Struct struct = target.struct();
    TypeSpec.Builder type =
        TypeSpec.classBuilder(target.self())
            .addOriginatingElement(struct.ref().element())
            .addJavadoc(
                "Objects of {@link $T}: how they are created and laid out, and the",
                target.declared())
            .addJavadoc(" flyweight through which they\nare read and written.\n")
            .addModifiers(target.visibility())
            .addModifiers(Modifier.FINAL)
            .superclass(ClassNames.STRUCT_OBJECT)
            .addSuperinterface(target.declared())
            .avoidClashesWithNestedClasses(struct.ref().element());
    if (isVisible(ClassNames.GENERATED, struct)) {
      type.addAnnotation(
          AnnotationSpec.builder(ClassNames.GENERATED).addMember("value", "$S", processor).build());
    }
    if (target.nullAnnotated()) {
      type.addAnnotation(ClassNames.NULL_MARKED);
    }
    // What the interface mentions is its author's business; nulls are checked where they are read.
    return type.addAnnotation(
        AnnotationSpec.builder(SuppressWarnings.class)
            .addMember(
                "value",
                "{$S, $S, $S, $S, $S}",
                "all",
                "deprecation",
                "removal",
                "exports",
                "NullAway")
            .build());
  }

  /// A class that the struct's module does not read cannot be mentioned.
  private boolean isVisible(ClassName type, Struct struct) {
    ModuleElement module = elements.getModuleOf(struct.ref().element());
    TypeElement found =
        module == null
            ? elements.getTypeElement(type.canonicalName())
            : elements.getTypeElement(module, type.canonicalName());
    return found != null;
  }

  private static void constructors(Target target, TypeSpec.Builder type) {
    MethodSpec.Builder whole =
        MethodSpec.constructorBuilder().addParameter(long.class, "reference");
    if (target.struct().layout().isApart()) {
      whole.addStatement("super(reference, payload(TYPE, reference))");
    } else {
      whole.addStatement("super(reference)");
    }
    type.addMethod(whole.build());
    type.addMethod(
        MethodSpec.constructorBuilder()
            .addParameter(long.class, "reference")
            .addParameter(long.class, "address")
            .addStatement("super(reference, address)")
            .build());
  }

  private static MethodSpec type() {
    TypeName wildcard = WildcardTypeName.subtypeOf(Object.class);
    return MethodSpec.methodBuilder("type")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PROTECTED)
        .returns(ParameterizedTypeName.get(ClassNames.STRUCT_TYPE, wildcard))
        .addStatement("return TYPE")
        .build();
  }

  private static MethodSpec live() {
    return MethodSpec.methodBuilder("live")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PROTECTED)
        .returns(long.class)
        .addStatement("return LIVE")
        .build();
  }
}
