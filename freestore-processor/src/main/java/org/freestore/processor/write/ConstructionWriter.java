// SPDX-License-Identifier: Apache-2.0
package org.freestore.processor.write;

import static org.freestore.processor.write.ClassNames.generated;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.Objects;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import org.freestore.processor.model.Content;
import org.freestore.processor.model.Property;
import org.freestore.processor.model.Struct;
import org.freestore.processor.model.StructConstructor;
import org.freestore.processor.model.StructConstructor.Base;

/// Writes how an object is constructed: the base, the embedded structs, the constructor; and how
/// all that is undone where one of them throws.
///
/// `construct` constructs a whole object and frees its memory where that fails; `build` constructs
/// its parts and undoes them; `constructPart` builds the part of an object that extends the struct.
final class ConstructionWriter {
  private final Target target;
  private final Struct struct;
  private final ClassName self;
  private final DestructionWriter destruction;

  ConstructionWriter(Target target, DestructionWriter destruction) {
    this.target = target;
    this.struct = target.struct();
    this.self = target.self();
    this.destruction = destruction;
  }

  void write(TypeSpec.Builder type) {
    if (!struct.needsConstruction()) {
      return;
    }
    for (StructConstructor constructor : struct.constructors()) {
      if (!struct.isAbstract()) {
        type.addMethod(construct(constructor));
      }
      type.addMethod(constructPart(constructor));
      type.addMethod(build(constructor));
    }
    if (hasMembers()) {
      type.addMethod(buildMembers());
    }
    if (uses(Base.EXPLICIT)) {
      target.baseStruct().constructors().forEach(base -> type.addMethod(constructBase(base)));
    }
    if (uses(Base.DELEGATE)) {
      struct.constructors().forEach(constructor -> type.addMethod(delegate(constructor)));
    }
    if (uses(Base.EXPLICIT) || uses(Base.DELEGATE)) {
      writeStage(type);
    }
    if (struct.isDefaultConstructible()) {
      type.addMethod(constructDefault());
    }
  }

  private boolean uses(Base base) {
    return struct.constructors().stream().anyMatch(constructor -> constructor.base() == base);
  }

  private boolean constructsBase() {
    return struct.base() != null && struct.base().needsConstruction();
  }

  private boolean hasMembers() {
    return constructsMembers() || becomesItself();
  }

  private boolean constructsMembers() {
    return struct.own().stream().anyMatch(Property::needsConstruction);
  }

  /// While its base is constructed an object of a polymorphic struct is one of that.
  private boolean becomesItself() {
    return constructsBase() && target.baseStruct().polymorphic();
  }

  private MethodSpec construct(StructConstructor constructor) {
    Parameters parameters = new Parameters(target, constructor);
    String object = parameters.fresh("self");
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("construct")
            .addJavadoc("Constructs an object; where that fails its memory is freed.\n")
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
            .returns(target.declared())
            .addParameter(self, object);
    parameters.declare(method);
    method.beginControlFlow("try");
    method.addStatement("build($L$L)", object, parameters.after());
    method.addStatement("return $L", object);
    String failure = parameters.fresh("failure");
    method.nextControlFlow("catch ($T $L)", Throwable.class, failure);
    method.addStatement("throw $L.abandon($L)", object, failure).endControlFlow();
    return method.build();
  }

  private MethodSpec constructPart(StructConstructor constructor) {
    Parameters parameters = new Parameters(target, constructor);
    String whole = parameters.fresh("whole");
    String object = parameters.fresh("self");
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("constructPart")
            .addJavadoc(
                "Constructs the part of an object that is a {@code $L}. For generated classes of"
                    + " structs that\nextend it.\n",
                struct.name())
            .addModifiers(target.visibility())
            .addModifiers(Modifier.STATIC)
            .addParameter(ClassNames.STRUCT_OBJECT, whole);
    parameters.declare(method);
    method.addStatement(
        "$T $L = new $T($L.reference(), addressOf($L))", self, object, self, whole, whole);
    if (struct.polymorphic()) {
      method.addStatement("$L.becomes(TYPE)", object);
    }
    return method.addStatement("build($L$L)", object, parameters.after()).build();
  }

  private MethodSpec build(StructConstructor constructor) {
    return switch (constructor.base()) {
      case DEFAULT -> buildInOrder(constructor);
      case EXPLICIT -> buildWith(constructor, "BASE", "constructBase");
      case DELEGATE -> buildWith(constructor, "DELEGATE", "delegate");
    };
  }

  private MethodSpec.Builder building(Parameters parameters, String object) {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("build")
            .addJavadoc(
                "Constructs the parts of an object; where one fails the others are destroyed.\n")
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
            .addParameter(self, object);
    return parameters.declare(method);
  }

  private CodeBlock body(StructConstructor constructor, Parameters parameters, String object) {
    ExecutableElement method = Objects.requireNonNull(constructor.method());
    return CodeBlock.of(
        "$T.$L($L$L)", target.declared(), method.getSimpleName(), object, parameters.after());
  }

  private MethodSpec buildInOrder(StructConstructor constructor) {
    Parameters parameters = new Parameters(target, constructor);
    String object = parameters.fresh("self");
    MethodSpec.Builder method = building(parameters, object);
    if (constructsBase()) {
      method.addStatement("$T.constructPart($L)", target.base(), object);
    }
    if (hasMembers()) {
      method.addStatement("buildMembers($L)", object);
    }
    if (constructor.method() == null) {
      return method.build();
    }
    if (!destruction.hasParts()) {
      return method.addStatement(body(constructor, parameters, object)).build();
    }
    String failure = parameters.fresh("failure");
    method.beginControlFlow("try");
    method.addStatement(body(constructor, parameters, object));
    method.nextControlFlow("catch ($T $L)", Throwable.class, failure);
    method.addStatement("throw rethrow($L)", destruction.parts(object, destruction.all(), failure));
    return method.endControlFlow().build();
  }

  /// A constructor that says itself how the base part is constructed.
  private MethodSpec buildWith(StructConstructor constructor, String stage, String call) {
    Parameters parameters = new Parameters(target, constructor);
    String object = parameters.fresh("self");
    String failure = parameters.fresh("failure");
    String done = parameters.fresh("done");
    MethodSpec.Builder method = building(parameters, object);
    method.addStatement("$L.stage = AWAITS_$L", object, stage);
    method.beginControlFlow("try");
    method.addStatement(body(constructor, parameters, object));
    method.beginControlFlow("if ($L.stage != AFTER_$L)", object, stage);
    method.addStatement(
        "throw new $T(\n$S)",
        IllegalStateException.class,
        struct.name()
            + "."
            + Objects.requireNonNull(constructor.method()).getSimpleName()
            + " returned without calling "
            + self.simpleName()
            + "."
            + call);
    method.endControlFlow();
    method.addStatement("$L.stage = CONSTRUCTED", object);
    method.nextControlFlow("catch ($T $L)", Throwable.class, failure);
    method.addStatement("boolean $L = $L.stage == AFTER_$L", done, object, stage);
    method.addStatement("$L.stage = CONSTRUCTED", object);
    if (stage.equals("BASE")) {
      undoAfterBase(method, object, failure, done);
    } else {
      undoAfterDelegate(method, object, failure, done, parameters);
    }
    return method.endControlFlow().build();
  }

  private void undoAfterBase(
      MethodSpec.Builder method, String object, String failure, String done) {
    if (destruction.hasParts()) {
      CodeBlock otherwise =
          destruction.hasMembers()
              ? destruction.members(object, failure)
              : CodeBlock.of("$L", failure);
      method.addStatement(
          "throw rethrow($L ? $L : $L)",
          done,
          destruction.parts(object, destruction.all(), failure),
          otherwise);
    } else {
      method.addStatement("throw rethrow($L)", failure);
    }
  }

  /// The object counts as constructed, so its destructor runs.
  private void undoAfterDelegate(
      MethodSpec.Builder method,
      String object,
      String failure,
      String done,
      Parameters parameters) {
    if (struct.needsDestruction()) {
      String next = parameters.fresh("next");
      method.beginControlFlow("if ($L)", done);
      method.beginControlFlow("try").addStatement("destroy($L)", object);
      method.nextControlFlow("catch ($T $L)", Throwable.class, next);
      method.addStatement("throw rethrow(also($L, $L))", failure, next);
      method.endControlFlow().endControlFlow();
    }
    method.addStatement("throw rethrow($L)", failure);
  }

  private MethodSpec buildMembers() {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("buildMembers")
            .addJavadoc("Constructs the embedded structs, once the base is constructed.\n")
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
            .addParameter(self, "self");
    if (becomesItself()) {
      method.addStatement("self.becomes(TYPE)");
    }
    boolean undoes = destruction.hasParts() && constructsMembers();
    if (undoes && counts()) {
      method.addStatement("int built = 0");
    }
    if (undoes) {
      method.beginControlFlow("try");
    }
    embeddedStructs(method);
    if (undoes) {
      method.nextControlFlow("catch ($T failure)", Throwable.class);
      method.addStatement(
          "throw rethrow($L)", destruction.parts("self", CodeBlock.of("built"), "failure"));
      method.endControlFlow();
    }
    return method.build();
  }

  private boolean counts() {
    return !destruction.counted().isEmpty();
  }

  /// What needs no construction counts as constructed when its turn comes.
  private void embeddedStructs(MethodSpec.Builder method) {
    int built = 0;
    int said = 0;
    for (Property property : struct.own()) {
      if (property.needsConstruction()) {
        if (built > said) {
          method.addStatement("built = $L", built);
          said = built;
        }
        method.addStatement(embedded(property));
      }
      built += destruction.counted().contains(property) ? 1 : 0;
    }
  }

  private static CodeBlock embedded(Property property) {
    String offset = property.offsetConstant();
    return switch (property.content()) {
      case Content.Embedded one ->
          CodeBlock.of("self.constructEmbedded($T.TYPE, $L, 1)", generated(one.struct()), offset);
      case Content.EmbeddedElements several ->
          CodeBlock.of(
              "self.constructEmbedded($T.TYPE, $L, $L)",
              generated(several.struct()),
              offset,
              several.length());
      default -> throw new IllegalStateException("not embedded: property=" + property.name());
    };
  }

  private MethodSpec constructBase(StructConstructor base) {
    Parameters parameters = new Parameters(target, base);
    String given = parameters.fresh("self");
    String object = parameters.fresh("object");
    MethodSpec.Builder method =
        calledByConstructor("constructBase", given, parameters)
            .addJavadoc(
                "Constructs the base, {@code $L}: what a constructor with {@code base = EXPLICIT}"
                    + " calls\nfirst, with the object that it was given.\n",
                target.baseStruct().name())
            .addJavadoc("\n@throws IllegalStateException anywhere else\n");
    method.addStatement("$T $L = awaiting($L, AWAITS_BASE)", self, object, given);
    if (constructsBase()) {
      method.addStatement("$T.constructPart($L$L)", target.base(), object, parameters.after());
    }
    if (hasMembers()) {
      method.addStatement("buildMembers($L)", object);
    }
    return method.addStatement("$L.stage = AFTER_BASE", object).build();
  }

  private MethodSpec delegate(StructConstructor to) {
    Parameters parameters = new Parameters(target, to);
    String given = parameters.fresh("self");
    String object = parameters.fresh("object");
    return calledByConstructor("delegate", given, parameters)
        .addJavadoc(
            "Constructs the object by another constructor: what one with {@code base = DELEGATE}"
                + " calls\nfirst, with the object that it was given.\n")
        .addJavadoc("\n@throws IllegalStateException anywhere else\n")
        .addStatement("$T $L = awaiting($L, AWAITS_DELEGATE)", self, object, given)
        .addStatement("build($L$L)", object, parameters.after())
        .addStatement("$L.stage = AFTER_DELEGATE", object)
        .build();
  }

  private MethodSpec.Builder calledByConstructor(String name, String given, Parameters parameters) {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder(name)
            .addModifiers(target.visibility())
            .addModifiers(Modifier.STATIC)
            .addParameter(target.declared(), given);
    return parameters.declare(method);
  }

  private void writeStage(TypeSpec.Builder type) {
    int value = 0;
    type.addField(stage("CONSTRUCTED", value++));
    for (String what : new String[] {"BASE", "DELEGATE"}) {
      if (uses(what.equals("BASE") ? Base.EXPLICIT : Base.DELEGATE)) {
        type.addField(stage("AWAITS_" + what, value++));
        type.addField(stage("AFTER_" + what, value++));
      }
    }
    type.addField(
        FieldSpec.builder(int.class, "stage", Modifier.PRIVATE)
            .addJavadoc("How far the constructor has come that was given this.\n")
            .build());
    type.addMethod(
        MethodSpec.methodBuilder("awaiting")
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
            .returns(self)
            .addParameter(target.declared(), "self")
            .addParameter(int.class, "stage")
            .beginControlFlow("if (self instanceof $T object && object.stage == stage)", self)
            .addStatement("object.stage = CONSTRUCTED")
            .addStatement("return object")
            .endControlFlow()
            .addStatement(
                "throw new $T(\n$S\n+ $S)",
                IllegalStateException.class,
                "only for a constructor that declares it, once, with the object that it was given:",
                " struct=" + struct.name())
            .build());
  }

  private static FieldSpec stage(String name, int value) {
    return FieldSpec.builder(TypeName.INT, name, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
        .initializer("$L", value)
        .build();
  }

  /// For those who know the struct only at run time.
  private MethodSpec constructDefault() {
    StructConstructor constructor = Objects.requireNonNull(struct.defaultConstructor());
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("constructDefault")
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
            .addParameter(target.declared(), "self");
    CodeBlock build = CodeBlock.of("build(($T) self)", self);
    return Sneaky.call(method, build, !constructor.thrown().isEmpty()).build();
  }
}
