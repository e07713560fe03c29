// SPDX-License-Identifier: Apache-2.0
package org.freestore.processor.write;

import static org.freestore.processor.write.ClassNames.generated;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import org.freestore.processor.model.ArrayKind;
import org.freestore.processor.model.Content;
import org.freestore.processor.model.Property;
import org.freestore.processor.model.Scalar;
import org.freestore.processor.model.Struct;
import org.freestore.processor.model.StructRef;
import org.jspecify.annotations.Nullable;

/// Writes the accessors of properties: one line each, where that is all there is to do.
final class AccessorWriter {
  private final Target target;

  AccessorWriter(Target target) {
    this.target = target;
  }

  void write(TypeSpec.Builder type) {
    for (Property property : target.struct().properties()) {
      write(property, type);
    }
  }

  private void write(Property property, TypeSpec.Builder type) {
    Property.Accessors accessors = property.accessors();
    type.addMethod(getter(property));
    if (accessors.setter() != null) {
      type.addMethod(setter(property, accessors.setter()));
    }
    if (accessors.release() != null) {
      type.addMethod(release(property, accessors.release()));
    }
    if (accessors.compareAndSet() != null) {
      type.addMethod(compareAndSet(property, accessors.compareAndSet()));
    }
    if (accessors.getAndAdd() != null) {
      type.addMethod(getAndAdd(property, accessors.getAndAdd()));
    }
  }

  private MethodSpec getter(Property property) {
    MethodSpec.Builder method = method(property.accessors().getter());
    method.returns(target.name(property.type(), property.accessors().getter()));
    require(property, method);
    String offset = property.offsetConstant();
    String suffix = suffix(property);
    switch (property.content()) {
      case Content.Value value ->
          method.addStatement("return get$L($L)", value.scalar().suffix() + suffix, offset);
      case Content.Ordinal ordinal ->
          method.addStatement(
              "return $L_VALUES[getInt$L($L)]", property.upperCase(), suffix, offset);
      case Content.Text text -> method.addStatement("return getText($L)", offset);
      case Content.Pointer pointer ->
          follow(pointer.pointee(), CodeBlock.of("getLong$L($L)", suffix, offset), method);
      case Content.ArrayPointer array ->
          method.addStatement(
              "return $L", arrayAt(array, CodeBlock.of("getLong$L($L)", suffix, offset)));
      case Content.Embedded embedded -> embedded(embedded.struct(), offset, method);
      case Content.Elements elements ->
          method.addStatement(
              "return $L", array(elements.kind(), elements.element(), offset, elements.length()));
      case Content.EmbeddedElements elements ->
          method.addStatement(
              "return $L", array(ArrayKind.STRUCT, elements.struct(), offset, elements.length()));
    }
    return method.build();
  }

  private void embedded(StructRef struct, String offset, MethodSpec.Builder method) {
    if (target.isNear(struct)) {
      method.addStatement("return new $T(reference(), addressOf($L))", generated(struct), offset);
    } else {
      method.addStatement("return embedded($T.TYPE, $L)", generated(struct), offset);
    }
  }

  /// What is behind a pointer: of a polymorphic struct whatever it is at run time.
  private void follow(StructRef pointee, CodeBlock reference, MethodSpec.Builder method) {
    if (pointee.polymorphic() || !target.isNear(pointee)) {
      method.addStatement("return pointer($T.TYPE, $L)", generated(pointee), reference);
    } else {
      method.addStatement("long pointee = $L", reference);
      method.addStatement("return pointee == 0 ? null : new $T(pointee)", generated(pointee));
    }
  }

  private static CodeBlock arrayAt(Content.ArrayPointer array, CodeBlock reference) {
    String factory = array.kind().factory() + "At";
    return array.element() == null
        ? CodeBlock.of("$L($L)", factory, reference)
        : CodeBlock.of("$L($T.TYPE, $L)", factory, generated(array.element()), reference);
  }

  private static CodeBlock array(
      ArrayKind kind, @Nullable StructRef element, String offset, int length) {
    return element == null
        ? CodeBlock.of("$L($L, $L)", kind.factory(), offset, length)
        : CodeBlock.of("$L($T.TYPE, $L, $L)", kind.factory(), generated(element), offset, length);
  }

  private MethodSpec setter(Property property, ExecutableElement setter) {
    MethodSpec.Builder method = method(setter);
    String value = parameter(property.type(), setter, 0, method);
    String offset = property.offsetConstant();
    String suffix = suffix(property);
    switch (property.content()) {
      case Content.Value one ->
          method.addStatement("put$L($L, $L)", one.scalar().suffix() + suffix, offset, value);
      case Content.Text text -> method.addStatement("putText($L, $L)", offset, value);
      case Content.Embedded embedded ->
          method.addStatement(
              "assignEmbedded($T.TYPE, $L, $L)", generated(embedded.struct()), offset, value);
      case Content.Ordinal ordinal ->
          method.addStatement("putInt$L($L, $L)", suffix, offset, stored(property, value));
      default -> {
        String put = property.owned() ? "putOwned" : "putLong" + suffix;
        method.addStatement("$L($L, $L)", put, offset, stored(property, value));
      }
    }
    mark(property, method);
    return method.build();
  }

  private MethodSpec release(Property property, ExecutableElement release) {
    MethodSpec.Builder method = method(release);
    method.returns(target.name(property.type(), release));
    require(property, method);
    CodeBlock reference = CodeBlock.of("releaseOwned($L)", property.offsetConstant());
    switch (property.content()) {
      case Content.Pointer pointer -> follow(pointer.pointee(), reference, method);
      case Content.ArrayPointer array ->
          method.addStatement("return $L", arrayAt(array, reference));
      default -> throw new IllegalStateException("not a pointer: property=" + property.name());
    }
    return method.build();
  }

  private MethodSpec compareAndSet(Property property, ExecutableElement accessor) {
    MethodSpec.Builder method = method(accessor).returns(boolean.class);
    String expected = parameter(property.type(), accessor, 0, method);
    String value = parameter(property.type(), accessor, 1, method);
    require(property, method);
    method.addStatement(
        "return compareAndSet$L($L, $L, $L)",
        word(property),
        property.offsetConstant(),
        stored(property, expected),
        stored(property, value));
    return method.build();
  }

  private MethodSpec getAndAdd(Property property, ExecutableElement accessor) {
    MethodSpec.Builder method = method(accessor).returns(target.name(property.type(), null));
    String delta = parameter(property.type(), accessor, 0, method);
    require(property, method);
    method.addStatement(
        "return getAndAdd$L($L, $L)", word(property), property.offsetConstant(), delta);
    return method.build();
  }

  /// Returns what lies in memory for a value.
  private static CodeBlock stored(Property property, String value) {
    return switch (property.content()) {
      case Content.Ordinal ordinal -> CodeBlock.of("$L.ordinal()", value);
      case Content.Value number -> CodeBlock.of("$L", value);
      default -> CodeBlock.of("referenceTo($L)", value);
    };
  }

  private static String word(Property property) {
    return switch (property.content()) {
      case Content.Ordinal ordinal -> Scalar.INT.suffix();
      case Content.Value number -> number.scalar().suffix();
      default -> Scalar.LONG.suffix();
    };
  }

  private static String suffix(Property property) {
    return property.atomic() ? "Volatile" : "";
  }

  private MethodSpec.Builder method(ExecutableElement declared) {
    return MethodSpec.methodBuilder(declared.getSimpleName().toString())
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC);
  }

  private String parameter(
      TypeMirror type, ExecutableElement accessor, int index, MethodSpec.Builder method) {
    VariableElement parameter = accessor.getParameters().get(index);
    String name = parameter.getSimpleName().toString();
    // In the interface's own words, but with the property's type, which has no type variables.
    TypeName plain = TypeName.get(type).withoutAnnotations();
    boolean isNullable = Target.isNullable(parameter.asType()) || Target.isNullable(parameter);
    method.addParameter(isNullable ? target.nullable(plain) : plain, name);
    return name;
  }

  private void require(Property property, MethodSpec.Builder method) {
    check(property, method, "requireInitialized($L, 1 << $L, $L)", true);
  }

  private void mark(Property property, MethodSpec.Builder method) {
    check(property, method, "markInitialized($L, 1 << $L)", false);
  }

  private void check(Property property, MethodSpec.Builder method, String call, boolean reads) {
    Struct owner = target.owner(property);
    int bit = owner.initializationBit(property);
    if (bit < 0) {
      return;
    }
    int word = bit / Integer.SIZE * Integer.BYTES;
    CodeBlock constant = Target.initializedConstant(owner);
    CodeBlock at = word == 0 ? constant : CodeBlock.of("$L + $L", constant, word);
    if (reads) {
      method.addStatement(call, at, bit % Integer.SIZE, property.offsetConstant());
    } else {
      method.addStatement(call, at, bit % Integer.SIZE);
    }
  }
}
