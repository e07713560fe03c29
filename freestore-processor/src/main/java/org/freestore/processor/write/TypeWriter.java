// SPDX-License-Identifier: Apache-2.0
package org.freestore.processor.write;

import static org.freestore.processor.write.ClassNames.VALUE_LAYOUT;
import static org.freestore.processor.write.ClassNames.generated;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;
import org.freestore.processor.model.ArrayKind;
import org.freestore.processor.model.Content;
import org.freestore.processor.model.Layout;
import org.freestore.processor.model.Property;
import org.freestore.processor.model.Struct;

/// Writes the constants: offsets, layout, and the type that says it all at run time.
final class TypeWriter {
  private final Target target;
  private final Struct struct;
  private final Layout layout;
  private final Map<String, Property> byName = new HashMap<>();

  TypeWriter(Target target) {
    this.target = target;
    this.struct = target.struct();
    this.layout = struct.layout();
    struct.properties().forEach(property -> byName.put(property.name(), property));
  }

  void write(TypeSpec.Builder type) {
    for (Property property : struct.properties()) {
      type.addField(
          FieldSpec.builder(long.class, property.offsetConstant(), target.visibility())
              .addModifiers(Modifier.STATIC, Modifier.FINAL)
              .addJavadoc("Where {@code $L} lies in the payload, in bytes.\n", property.name())
              .initializer(literal(layout.offset(property.name())))
              .build());
    }
    for (Struct checked : target.checked()) {
      String field = Struct.initializedField(checked.name());
      type.addField(
          constant(
              TypeName.LONG,
              Target.initializedConstant(checked).toString(),
              literal(layout.offset(field))));
    }
    type.addField(type());
    type.addField(constant(TypeName.LONG, "LIVE", CodeBlock.of("TYPE.liveHeader()")));
    type.addField(constant(TypeName.LONG, "WORD_BYTES", CodeBlock.of("TYPE.wordBytes()")));
    enumConstants(type);
  }

  private void enumConstants(TypeSpec.Builder type) {
    for (Property property : struct.properties()) {
      if (property.content() instanceof Content.Ordinal) {
        TypeName of = TypeName.get(property.type()).withoutAnnotations();
        type.addField(
            constant(
                ArrayTypeName.of(of),
                property.upperCase() + "_VALUES",
                CodeBlock.of("$T.values()", of)));
      }
    }
  }

  private static CodeBlock literal(long value) {
    return CodeBlock.of(value == (int) value ? "$L" : "$LL", value);
  }

  private static FieldSpec constant(TypeName type, String name, CodeBlock value) {
    return FieldSpec.builder(type, name, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
        .initializer(value)
        .build();
  }

  private FieldSpec type() {
    TypeName type = ParameterizedTypeName.get(ClassNames.STRUCT_TYPE, target.declared());
    return FieldSpec.builder(type, "TYPE", target.visibility())
        .addModifiers(Modifier.STATIC, Modifier.FINAL)
        .addJavadoc("What is known of {@code $L} at run time.\n", struct.name())
        .initializer(definition())
        .build();
  }

  private CodeBlock definition() {
    ClassName self = target.self();
    CodeBlock.Builder code = CodeBlock.builder();
    code.add(
        "$T.define($T.class, describeLayout(), $T::new)$>$>",
        ClassNames.STRUCT_TYPE,
        target.declared(),
        self);
    if (struct.base() != null) {
      code.add("\n.base($T.TYPE)", target.base());
    }
    if (struct.polymorphic()) {
      code.add("\n.polymorphic()");
    }
    if (struct.isAbstract()) {
      code.add("\n.isAbstract()");
    } else if (struct.isDefaultConstructible()) {
      code.add(
          struct.needsConstruction()
              ? "\n.constructor($T::constructDefault)"
              : "\n.zeroConstructor()",
          struct.needsConstruction() ? new Object[] {self} : new Object[0]);
    }
    if (struct.needsDestruction()) {
      code.add("\n.destructor(self -> destroy(($T) self))", self);
    }
    if (!struct.isCopiedAsBytes()) {
      code.add("\n.copier((target, source) -> copyTo(($T) target, ($T) source))", self, self);
    }
    if (struct.sharesItself()) {
      code.add("\n.sharedFromThis($L)", literal(layout.offset(Struct.SHARED)));
    }
    layout.fields().forEach(field -> code.add("\n$L", property(field)));
    return code.add("\n.register()$<$<").build();
  }

  private CodeBlock property(Layout.Field field) {
    String name = field.part().name();
    Property property = byName.get(name);
    if (property == null) {
      String words = name.equals(Struct.SHARED) ? "long" : "int";
      return CodeBlock.of(
          ".property($S, $S, $L, $L, $T.Content.VALUE)",
          name,
          words,
          field.offset(),
          literal(field.part().byteSize()),
          ClassNames.STRUCT_TYPE);
    }
    String words = words(property);
    Struct embedded = property.content().embedded();
    if (embedded != null) {
      return CodeBlock.of(
          ".embedded($S, $S, $L, $L, $T.TYPE)",
          name,
          words,
          property.offsetConstant(),
          literal(field.part().byteSize()),
          generated(embedded.ref()));
    }
    return CodeBlock.of(
        ".property($S, $S, $L, $L, $T.Content.$L)",
        name,
        words,
        property.offsetConstant(),
        literal(field.part().byteSize()),
        ClassNames.STRUCT_TYPE,
        content(property));
  }

  /// Returns the type's name as the declaration may write it.
  private static String words(Property property) {
    return TypeName.get(property.type())
        .withoutAnnotations()
        .toString()
        .replaceAll("\\b[a-z]\\w*\\.", "");
  }

  private static String content(Property property) {
    return switch (property.content()) {
      case Content.Text text -> "TEXT";
      case Content.Pointer pointer -> property.owned() ? "OWNED" : "POINTER";
      case Content.ArrayPointer pointer -> property.owned() ? "OWNED" : "POINTER";
      case Content.Elements elements ->
          elements.kind() == ArrayKind.POINTER ? "POINTER" : "EMBEDDED";
      default -> "VALUE";
    };
  }

  /// Writes the method that describes the layout to `java.lang.foreign`.
  MethodSpec layout() {
    List<CodeBlock> members = new ArrayList<>();
    long at = 0;
    for (Layout.Field field : layout.fields()) {
      padding(members, at, field.offset());
      members.add(CodeBlock.of("$L.withName($S)", memberLayout(field), field.part().name()));
      at = field.end();
    }
    padding(members, at, layout.byteSize());
    return MethodSpec.methodBuilder("describeLayout")
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
        .returns(ClassNames.MEMORY_LAYOUT)
        .addStatement(
            "return $T.structLayout(\n$L)$L\n.withName($S)",
            ClassNames.MEMORY_LAYOUT,
            CodeBlock.join(members, ",\n"),
            alignment(),
            struct.name())
        .build();
  }

  /// What the members ask for goes without saying.
  private CodeBlock alignment() {
    long natural =
        layout.fields().stream().mapToLong(field -> field.part().byteAlignment()).max().orElse(1);
    return layout.byteAlignment() == natural
        ? CodeBlock.of("")
        : CodeBlock.of("\n.withByteAlignment($L)", layout.byteAlignment());
  }

  private static void padding(List<CodeBlock> members, long from, long to) {
    if (to > from) {
      members.add(
          CodeBlock.of("$T.paddingLayout($L)", ClassNames.MEMORY_LAYOUT, literal(to - from)));
    }
  }

  private CodeBlock memberLayout(Layout.Field field) {
    Property property = byName.get(field.part().name());
    if (property == null) {
      return field.part().name().equals(Struct.SHARED)
          ? CodeBlock.of("$T.JAVA_LONG", VALUE_LAYOUT)
          : sequence(
              field.part().byteSize() / Integer.BYTES, CodeBlock.of("$T.JAVA_INT", VALUE_LAYOUT));
    }
    return switch (property.content()) {
      case Content.Value value -> CodeBlock.of("$T.$L", VALUE_LAYOUT, value.scalar().valueLayout());
      case Content.Ordinal ordinal -> CodeBlock.of("$T.JAVA_INT", VALUE_LAYOUT);
      case Content.Embedded one -> CodeBlock.of("$T.TYPE.layout()", generated(one.struct()));
      case Content.Elements some ->
          sequence(some.length(), CodeBlock.of("$T.$L", VALUE_LAYOUT, some.kind().valueLayout()));
      case Content.EmbeddedElements some ->
          sequence(some.length(), CodeBlock.of("$T.TYPE.layout()", generated(some.struct())));
      default -> CodeBlock.of("$T.JAVA_LONG", VALUE_LAYOUT);
    };
  }

  private static CodeBlock sequence(long length, CodeBlock element) {
    return CodeBlock.of("$T.sequenceLayout($L, $L)", ClassNames.MEMORY_LAYOUT, length, element);
  }
}
