// SPDX-License-Identifier: Apache-2.0
package org.freestore.processor.write;

import static org.freestore.processor.write.ClassNames.generated;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Modifier;
import org.freestore.processor.model.Content;
import org.freestore.processor.model.Layout;
import org.freestore.processor.model.Property;
import org.freestore.processor.model.Struct;
import org.freestore.processor.model.StructConstructor;

/// Writes how an object is copied, where a copy of its bytes would not do: by its copy constructor
/// or member by member.
final class CopyWriter {
  private final Target target;
  private final Struct struct;
  private final ClassName self;
  private final DestructionWriter destruction;

  CopyWriter(Target target, DestructionWriter destruction) {
    this.target = target;
    this.struct = target.struct();
    this.self = target.self();
    this.destruction = destruction;
  }

  void write(TypeSpec.Builder type) {
    if (struct.isCopiedAsBytes()) {
      return;
    }
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("copyTo")
            .addJavadoc("Copies an object to a zeroed one.\n")
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
            .addParameter(self, "target")
            .addParameter(self, "source");
    StructConstructor constructor = struct.copyConstructor();
    if (constructor != null) {
      if (struct.polymorphic()) {
        method.addStatement("target.becomes(TYPE)");
      }
      Sneaky.call(method, CodeBlock.of("build(target, source)"), !constructor.thrown().isEmpty());
    } else {
      memberwise(method);
    }
    type.addMethod(method.build());
  }

  private void memberwise(MethodSpec.Builder method) {
    boolean undoes = destruction.hasParts();
    boolean counts = !destruction.counted().isEmpty();
    if (struct.base() != null) {
      method.addStatement("target.copyBase($T.TYPE, source)", target.base());
      if (target.baseStruct().polymorphic() && !target.baseStruct().isCopiedAsBytes()) {
        method.addStatement("target.becomes(TYPE)");
      }
    }
    if (undoes && counts) {
      method.addStatement("int built = 0");
    }
    if (undoes) {
      method.beginControlFlow("try");
    }
    bytes(method);
    int built = 0;
    for (Property property : struct.own()) {
      member(property).ifPresent(method::addStatement);
      if (destruction.counted().contains(property)) {
        method.addStatement("built = $L", ++built);
      }
    }
    if (undoes) {
      method.nextControlFlow("catch ($T failure)", Throwable.class);
      method.addStatement(
          "throw rethrow($L)", destruction.parts("target", CodeBlock.of("built"), "failure"));
      method.endControlFlow();
    }
  }

  /// A run of fields that are copied together.
  private record Run(long offset, long end) {}

  private void bytes(MethodSpec.Builder method) {
    for (Run run : runs()) {
      method.addStatement(
          "target.copyBytes(source, $LL, $LL)", run.offset(), run.end() - run.offset());
    }
  }

  /// Fields that lie side by side, padding between them included.
  private List<Run> runs() {
    List<Run> runs = new ArrayList<>();
    boolean continues = false;
    List<Layout.Field> fields = struct.layout().fields();
    int ofBase = struct.base() == null ? 0 : struct.base().layout().fields().size();
    for (Layout.Field field : fields.subList(ofBase, fields.size())) {
      boolean copies = isCopiedAsBytes(field.part().name());
      if (copies && continues) {
        runs.add(new Run(runs.removeLast().offset(), field.end()));
      } else if (copies) {
        runs.add(new Run(field.offset(), field.end()));
      }
      continues = copies;
    }
    return runs;
  }

  private boolean isCopiedAsBytes(String field) {
    return struct.own().stream()
        .filter(property -> property.name().equals(field))
        .findFirst()
        .map(Property::isCopiedAsBytes)
        .orElse(!field.equals(Struct.SHARED));
  }

  private static Optional<CodeBlock> member(Property property) {
    String offset = property.offsetConstant();
    if (property.isCopiedAsBytes()) {
      return Optional.empty();
    }
    return Optional.of(
        switch (property.content()) {
          case Content.Embedded one ->
              CodeBlock.of(
                  "target.copyEmbedded($T.TYPE, source, $L, 1)", generated(one.struct()), offset);
          case Content.EmbeddedElements several ->
              CodeBlock.of(
                  "target.copyEmbedded($T.TYPE, source, $L, $L)",
                  generated(several.struct()),
                  offset,
                  several.length());
          case Content.Text text -> CodeBlock.of("target.copyText(source, $L)", offset);
          default -> CodeBlock.of("target.copyOwned(source, $L)", offset);
        });
  }
}
