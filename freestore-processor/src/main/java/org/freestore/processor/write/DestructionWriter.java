// SPDX-License-Identifier: Apache-2.0
package org.freestore.processor.write;

import static org.freestore.processor.write.ClassNames.generated;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.Modifier;
import org.freestore.processor.model.Content;
import org.freestore.processor.model.Property;
import org.freestore.processor.model.Struct;

/// Writes how an object is destroyed: the destructor, the members from last to first, the base. All
/// of it is done whatever throws on the way; the first failure is the one that counts.
final class DestructionWriter {
  private static final TypeName THROWABLE = ClassName.get(Throwable.class);

  private final Target target;
  private final Struct struct;
  private final ClassName self;
  private final List<Property> counted;

  DestructionWriter(Target target) {
    this.target = target;
    this.struct = target.struct();
    this.self = target.self();
    this.counted = struct.own().stream().filter(DestructionWriter::isCounted).toList();
  }

  /// Embedded structs are destroyed only if they have been constructed; the other members are zeros
  /// until somebody sets them, and destroying zeros does nothing.
  private static boolean isCounted(Property property) {
    return property.content().embedded() != null && property.needsDestruction();
  }

  /// Returns the members that have to be counted as they are constructed.
  List<Property> counted() {
    return counted;
  }

  /// Returns whether there is anything to undo of an object whose constructor fails.
  boolean hasParts() {
    return hasMembers() || hasBase();
  }

  boolean hasMembers() {
    return struct.own().stream().anyMatch(Property::needsDestruction);
  }

  private boolean hasBase() {
    return struct.base() != null && struct.base().needsDestruction();
  }

  void write(TypeSpec.Builder type) {
    if (hasMembers()) {
      type.addMethod(destroyMembers());
    }
    if (hasBase()) {
      type.addMethod(destroyParts());
    }
    if (struct.needsDestruction()) {
      type.addMethod(destroy());
    }
  }

  /// Returns the call that destroys the parts of an object and returns the failure.
  ///
  /// @param built how many of the counted members have been constructed
  CodeBlock parts(String object, CodeBlock built, String failure) {
    String method = hasBase() ? "destroyParts" : "destroyMembers";
    return CodeBlock.of("$L($L$L, $L)", method, object, count(built), failure);
  }

  /// Returns the call that destroys what members were set of an object whose base is not
  /// constructed yet.
  CodeBlock members(String object, String failure) {
    return CodeBlock.of("destroyMembers($L$L, $L)", object, count(CodeBlock.of("0")), failure);
  }

  private CodeBlock count(CodeBlock built) {
    return hasCount() ? CodeBlock.of(", $L", built) : CodeBlock.of("");
  }

  private boolean hasCount() {
    return !counted.isEmpty();
  }

  CodeBlock all() {
    return CodeBlock.of("$L", counted.size());
  }

  private MethodSpec destroy() {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("destroy")
            .addJavadoc("Destroys an object: what its destructor does, then its parts.\n")
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
            .addParameter(self, "self");
    boolean hasBody = struct.destructor() != null;
    if (hasBody && hasParts()) {
      method.addStatement("$T failure = null", target.nullable(THROWABLE));
      method.beginControlFlow("try").addStatement(body());
      method.nextControlFlow("catch ($T thrown)", Throwable.class);
      method.addStatement("failure = thrown").endControlFlow();
      method.addStatement("failure = $L", parts("self", all(), "failure"));
      rethrow(method);
    } else if (hasBody) {
      Sneaky.call(
          method, body(), !Objects.requireNonNull(struct.destructor()).getThrownTypes().isEmpty());
    } else {
      method.addStatement(
          "$T failure = $L", target.nullable(THROWABLE), parts("self", all(), "null"));
      rethrow(method);
    }
    return method.build();
  }

  private static void rethrow(MethodSpec.Builder method) {
    method.beginControlFlow("if (failure != null)");
    method.addStatement("throw rethrow(failure)").endControlFlow();
  }

  private CodeBlock body() {
    return CodeBlock.of(
        "$T.$L(self)",
        target.declared(),
        Objects.requireNonNull(struct.destructor()).getSimpleName());
  }

  private MethodSpec.Builder collecting(String name) {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder(name)
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
            .returns(target.nullable(THROWABLE))
            .addParameter(self, "self");
    if (hasCount()) {
      method.addParameter(int.class, "built");
    }
    return method
        .addParameter(target.nullable(THROWABLE), "failure")
        .addStatement("$T first = failure", target.nullable(THROWABLE));
  }

  private MethodSpec destroyParts() {
    MethodSpec.Builder method =
        collecting("destroyParts")
            .addJavadoc("Destroys members and base; returns the first failure.\n");
    if (hasMembers()) {
      String built = hasCount() ? ", built" : "";
      method.addStatement("first = destroyMembers(self$L, first)", built);
    }
    attempt(method, CodeBlock.of("self.destroyBase($T.TYPE)", target.base()));
    return method.addStatement("return first").build();
  }

  private MethodSpec destroyMembers() {
    MethodSpec.Builder method =
        collecting("destroyMembers")
            .addJavadoc("Destroys the members, the last one first; returns the first failure.\n");
    if (hasCount()) {
      method.addJavadoc("\n@param built how many of the embedded structs have been constructed\n");
    }
    for (Property property : struct.own().reversed()) {
      if (property.needsDestruction()) {
        destroyMember(property, method);
      }
    }
    return method.addStatement("return first").build();
  }

  private void destroyMember(Property property, MethodSpec.Builder method) {
    String offset = property.offsetConstant();
    int index = counted.indexOf(property);
    if (index >= 0) {
      method.beginControlFlow("if (built > $L)", index);
      attempt(method, embedded(property));
      method.endControlFlow();
    } else if (property.content() instanceof Content.Text) {
      attempt(method, CodeBlock.of("self.freeText($L)", offset));
    } else {
      attempt(method, CodeBlock.of("self.deleteOwned($L)", offset));
    }
  }

  private static CodeBlock embedded(Property property) {
    String offset = property.offsetConstant();
    return switch (property.content()) {
      case Content.Embedded one ->
          CodeBlock.of("self.destroyEmbedded($T.TYPE, $L, 1)", generated(one.struct()), offset);
      case Content.EmbeddedElements several ->
          CodeBlock.of(
              "self.destroyEmbedded($T.TYPE, $L, $L)",
              generated(several.struct()),
              offset,
              several.length());
      default -> throw new IllegalStateException("not embedded: property=" + property.name());
    };
  }

  private static void attempt(MethodSpec.Builder method, CodeBlock call) {
    method.beginControlFlow("try").addStatement(call);
    method.nextControlFlow("catch ($T thrown)", Throwable.class);
    method.addStatement("first = also(first, thrown)").endControlFlow();
  }
}
